package io.kontor.merging;

import io.kontor.database.Rows;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class MergeSql {
    private final JdbcClient jdbc;

    MergeSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a moved object was to the merge. */
    enum Part {
        KEPT,
        FOLDED,
        ALONG;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Line(Part part, Moved moved) {}

    void write(Entry entry, UUID merge, UUID kept, UUID folded, List<Line> lines) {
        jdbc.sql("""
                insert into merging.merge (id, subject_type, kept_id, folded_id, merged_at, entry_id)
                values (:id, :type, :kept, :folded, :at, :entry)
                """)
                .param("id", merge)
                .param("type", entry.subject().type())
                .param("kept", kept)
                .param("folded", folded)
                .param("at", Rows.timestamp(entry.recordedAt()))
                .param("entry", entry.id())
                .update();
        jdbc.sql("""
                insert into merging.moved (merge_id, part, subject_type, subject_id, before_entry, after_entry, entry_id)
                select :merge, part, type, id, before, after, :entry
                from unnest(:part, :type, :id, :before, :after) as r (part, type, id, before, after)
                """)
                .params(Rows.of(lines)
                        .text("part", line -> line.part().code())
                        .text("type", line -> line.moved().subject().type())
                        .uuid("id", line -> line.moved().subject().id())
                        .uuid("before", line -> line.moved().before())
                        .uuid("after", line -> line.moved().after())
                        .params())
                .param("merge", merge)
                .param("entry", entry.id())
                .update();
    }

    record Kept(UUID id, UUID kept, UUID folded, java.time.Instant at, UUID entry) {}

    /** The last merge into an object that still stands. */
    Optional<Kept> last(String type, UUID kept) {
        return jdbc.sql("""
                select m.id, m.kept_id, m.folded_id, m.merged_at, k.after_entry
                from merging.merge m
                join merging.moved k on k.merge_id = m.id and k.part = 'kept'
                where m.kept_id = :kept and m.subject_type = :type
                    and not exists (select from merging.apart a where a.merge_id = m.id)
                order by m.merged_at desc, m.id desc limit 1
                """)
                .param("kept", kept)
                .param("type", type)
                .query((row, number) -> new Kept(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getTimestamp(4).toInstant(),
                        row.getObject(5, UUID.class)))
                .optional();
    }

    List<Line> lines(UUID merge) {
        return jdbc.sql("""
                select part, subject_type, subject_id, before_entry, after_entry from merging.moved
                where merge_id = :merge order by subject_type, subject_id
                """)
                .param("merge", merge)
                .query((row, number) -> new Line(
                        Part.valueOf(row.getString(1).toUpperCase(java.util.Locale.ROOT)),
                        new Moved(
                                new Subject(row.getString(2), row.getObject(3, UUID.class)),
                                row.getObject(4, UUID.class),
                                row.getObject(5, UUID.class))))
                .list();
    }

    void apart(Entry entry, UUID merge) {
        jdbc.sql("insert into merging.apart (merge_id, entry_id) values (:merge, :entry)")
                .param("merge", merge)
                .param("entry", entry.id())
                .update();
    }

    /**
     * What stands again as it stood before a merge stands at a new entry now: earlier merges that left it so can still be
     * taken apart.
     *
     * @param again from the entry before to the entry of today, which each row then stands on
     */
    void standsAgain(Map<UUID, UUID> again) {
        jdbc.sql("""
                update merging.moved m set after_entry = r.now, entry_id = r.now
                from unnest(:then, :now) as r (then_, now) where m.after_entry = r.then_
                """)
                .params(Rows.of(List.copyOf(again.entrySet()))
                        .uuid("then", Map.Entry::getKey)
                        .uuid("now", Map.Entry::getValue)
                        .params())
                .update();
    }
}
