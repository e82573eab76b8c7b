package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class TeamSql {
    private static final String TEAM = """
            select t.id, t.entry_id, t.name, t.lead, t.withdrawn,
                array(select m.person_id from people.team_member m where m.team_id = t.id order by m.person_id) as members
            from people.team t
            """;

    private final JdbcClient jdbc;

    TeamSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Teams.Known> all() {
        return jdbc.sql(TEAM + " where not t.withdrawn order by t.name_key, t.id")
                .query(TeamSql::known)
                .list();
    }

    Optional<Teams.Known> find(UUID id, boolean lock) {
        return jdbc.sql(TEAM + " where t.id = :id" + (lock ? " for update of t" : ""))
                .param("id", id)
                .query(TeamSql::known)
                .optional();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "people.team", ids);
    }

    /** How many of a team are not people of the office. */
    int strangers(Team team) {
        var all = new HashSet<>(team.members());
        if (team.lead() != null) {
            all.add(team.lead());
        }
        return all.size()
                - jdbc.sql("select count(*) from people.person where id = any(:ids) and side = 'office'")
                        .param("ids", Rows.uuids(all))
                        .query(Integer.class)
                        .single();
    }

    void write(Recorded<Team> recorded) {
        var team = recorded.state();
        jdbc.sql("""
                insert into people.team (id, name, name_key, lead, withdrawn, entry_id)
                values (:id, :name, :key, :lead, :withdrawn, :entry)
                on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                    lead = excluded.lead, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .param("id", recorded.id())
                .param("name", team.name())
                .param("key", SortKeys.of(team.name()))
                .param("lead", team.lead())
                .param("withdrawn", team.withdrawn())
                .param("entry", recorded.entryId())
                .update();
        jdbc.sql("delete from people.team_member where team_id = :id")
                .param("id", recorded.id())
                .update();
        jdbc.sql("""
                insert into people.team_member (team_id, person_id, entry_id)
                select :id, person, :entry from unnest(:person) as r (person)
                """)
                .params(Rows.of(team.members()).uuid("person", member -> member).params())
                .param("id", recorded.id())
                .param("entry", recorded.entryId())
                .update();
    }

    private static Teams.Known known(ResultSet row, int number) throws SQLException {
        return new Teams.Known(
                row.getObject("id", UUID.class),
                row.getObject("entry_id", UUID.class),
                new Team(
                        row.getString("name"),
                        row.getObject("lead", UUID.class),
                        List.of((UUID[]) row.getArray("members").getArray()),
                        row.getBoolean("withdrawn")));
    }
}
