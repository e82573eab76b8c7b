package io.kontor.ledger;

import io.kontor.database.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class SubscriptionSql {
    /** Which cursor a subject belongs to: the last byte of its id, which is random in every version of UUID. */
    private static final String SHARD = "get_byte(uuid_send(p.subject_id), 15) % :shards = :shard";

    private static final String SELECT = "select " + TimelineSql.COLUMNS + """
            from ledger.position p
            join ledger.entry e on e.subject_id = p.subject_id and e.seq = p.seq
            """ + TimelineSql.BEFORE;

    private final JdbcClient jdbc;

    SubscriptionSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param next the position behind the window, whether or not its last entries belong to the shard and the kinds
     */
    record Window(List<TimelineEntry> entries, long next) {}

    void register(String name, int shard, int shards) {
        jdbc.sql("""
                insert into ledger.subscription (name, shard, shards) values (:name, :shard, :shards)
                on conflict (name, shard) do nothing
                """)
                .param("name", name)
                .param("shard", shard)
                .param("shards", shards)
                .update();
    }

    /** Whether any cursor is behind the last position, or an entry that was parked is to be tried again. */
    boolean anythingToDo(Instant now) {
        return jdbc.sql("""
                select exists (
                    select from ledger.subscription
                    where position <= (select max(position) from ledger.position)
                ) or exists (select from ledger.parked where next_try <= :now)
                """)
                .param("now", Rows.timestamp(now))
                .query(Boolean.class)
                .single();
    }

    /** The cursor, held until the transaction ends; empty when another node holds it. */
    Optional<Long> claim(String name, int shard) {
        return jdbc.sql("""
                select position from ledger.subscription
                where name = :name and shard = :shard for update skip locked
                """)
                .param("name", name)
                .param("shard", shard)
                .query(Long.class)
                .optional();
    }

    /** Holds the cursor if it has not passed that position. */
    boolean claimAt(String name, int shard, long position) {
        return jdbc.sql("""
                select 1 from ledger.subscription
                where name = :name and shard = :shard and position <= :position for update
                """)
                .param("name", name)
                .param("shard", shard)
                .param("position", position)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    Window window(long from, int most, Subscriptions.Cursor cursor) {
        var kinds = cursor.listener().kinds();
        long next = jdbc.sql("""
                select coalesce(max(position) + 1, :from) from (
                    select position from ledger.position where position >= :from order by position limit :most
                ) w
                """)
                .param("from", from)
                .param("most", most)
                .query(Long.class)
                .single();
        if (next == from) {
            return new Window(List.of(), next);
        }
        var entries = jdbc.sql(SELECT + " where p.position >= :from and p.position < :next and " + SHARD
                        + (kinds.isEmpty() ? "" : " and e.subject_type = any(:kinds)") + " order by p.position")
                .param("from", from)
                .param("next", next)
                .param("shard", cursor.shard())
                .param("shards", cursor.listener().shards())
                .param("kinds", Rows.texts(kinds))
                .query(TimelineSql::read)
                .list();
        return new Window(entries, next);
    }

    void move(String name, int shard, long position) {
        jdbc.sql("update ledger.subscription set position = :position where name = :name and shard = :shard")
                .param("name", name)
                .param("shard", shard)
                .param("position", position)
                .update();
    }

    Set<UUID> blocked(String name) {
        return new HashSet<>(jdbc.sql("select distinct subject_id from ledger.parked where name = :name")
                .param("name", name)
                .query(Rows.ID)
                .list());
    }

    void park(String name, long position, UUID subject, Instant nextTry, String error) {
        jdbc.sql("""
                insert into ledger.parked (name, position, subject_id, attempts, next_try, error)
                values (:name, :position, :subject, 1, :next, :error)
                on conflict (name, position) do nothing
                """)
                .param("name", name)
                .param("position", position)
                .param("subject", subject)
                .param("next", Rows.timestamp(nextTry))
                .param("error", error)
                .update();
    }

    /** Subjects whose first parked entry may be tried again. */
    List<UUID> due(String name, Instant now, int shard, int shards) {
        return jdbc.sql("""
                select p.subject_id from ledger.parked p
                where p.name = :name and p.next_try <= :now
                  and not exists (select from ledger.parked q
                      where q.name = p.name and q.subject_id = p.subject_id and q.position < p.position)
                """ + " and " + SHARD)
                .param("name", name)
                .param("now", Rows.timestamp(now))
                .param("shard", shard)
                .param("shards", shards)
                .query(Rows.ID)
                .list();
    }

    Optional<TimelineEntry> firstParked(String name, UUID subject) {
        return jdbc.sql(SELECT + """
                where p.position = (
                    select position from ledger.parked where name = :name and subject_id = :subject
                    order by position limit 1 for update skip locked
                )
                """)
                .param("name", name)
                .param("subject", subject)
                .query(TimelineSql::read)
                .optional();
    }

    void unpark(String name, long position) {
        jdbc.sql("delete from ledger.parked where name = :name and position = :position")
                .param("name", name)
                .param("position", position)
                .update();
    }

    /** The first parked entry of a subject waits twice as long as before. */
    void postpone(String name, UUID subject, Instant now, Duration first, Duration longest, String error) {
        jdbc.sql("""
                update ledger.parked set
                    attempts = attempts + 1,
                    next_try = :now::timestamptz + least(:longest, :first * power(2, least(attempts, 20))) * interval '1 second',
                    error = :error
                where name = :name and position = (
                    select position from ledger.parked where name = :name and subject_id = :subject
                    order by position limit 1
                )
                """)
                .param("now", Rows.timestamp(now))
                .param("first", first.toSeconds())
                .param("longest", longest.toSeconds())
                .param("error", error)
                .param("name", name)
                .param("subject", subject)
                .update();
    }

    Map<String, Integer> parked() {
        var counts = new TreeMap<String, Integer>();
        jdbc.sql("select name, count(*) as parked from ledger.parked group by name")
                .query(row -> {
                    counts.put(row.getString("name"), row.getInt("parked"));
                });
        return counts;
    }
}
