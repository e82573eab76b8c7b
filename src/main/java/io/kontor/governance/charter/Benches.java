package io.kontor.governance.charter;

import io.kontor.company.Company;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who could agree to something now; asked in the running transaction. */
@Component
public final class Benches {
    private final JdbcClient jdbc;
    private final Regions regions;
    private final Company company;
    private final Clock clock;

    Benches(JdbcClient jdbc, Regions regions, Company company, Clock clock) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.company = company;
        this.clock = clock;
    }

    /** Today, where the company is. */
    public LocalDate today() {
        return company.profile(Purpose.SETTINGS.actor()).today(clock);
    }

    public Bench now() {
        var today = today();
        return new Bench(people(), held(today), owners(today), lent(today, true), lent(today, false));
    }

    /** Codes of all regions by their ids. */
    public Map<UUID, String> regionCodes() {
        var codes = new HashMap<UUID, String>();
        regions.all(Purpose.SETTINGS.actor()).forEach(region -> codes.put(region.id(), region.code()));
        return codes;
    }

    private Set<UUID> people() {
        return new HashSet<>(jdbc.sql("""
                select p.id from people.person_v p join entrance.account_v a on a.person_id = p.id
                where p.side = 'office' and not p.withdrawn and a.signs_in
                """).query(Rows.ID).list());
    }

    private List<Bench.Held> held(LocalDate day) {
        return jdbc.sql("""
                select h.person_id, h.role, h.scope, h.regions
                from people.held_v h
                join people.person_v p on p.id = h.person_id
                join entrance.account_v a on a.person_id = p.id
                where p.side = 'office' and not p.withdrawn and a.signs_in and h.scope in ('all', 'regions')
                    and (h.from_day is null or h.from_day <= :day) and (h.to_day is null or h.to_day > :day)
                """)
                .param("day", day)
                .query((row, number) -> new Bench.Held(
                        row.getObject("person_id", UUID.class),
                        row.getString("role"),
                        row.getString("scope").equals("all")
                                ? Set.of()
                                : Set.copyOf(Arrays.asList(
                                        (UUID[]) row.getArray("regions").getArray()))))
                .list();
    }

    private Map<UUID, Set<UUID>> owners(LocalDate day) {
        var owners = new HashMap<UUID, Set<UUID>>();
        regions.standing(Purpose.SETTINGS.actor(Regions.KIND), day)
                .forEach(region -> owners.put(region.id(), Set.copyOf(region.owners())));
        return owners;
    }

    /** @param holding those that hold on the day, else those that are over */
    private List<Bench.Lent> lent(LocalDate day, boolean holding) {
        return jdbc.sql("select from_id, to_id from governance.delegation where "
                        + (holding
                                ? "ended_at is null and first_on <= :day and last_on >= :day"
                                : "first_on <= :day and (ended_at is not null or last_on < :day)"))
                .param("day", day)
                .query((row, number) -> new Bench.Lent(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }
}
