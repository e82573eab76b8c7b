package io.kontor.connect.imports;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Erasing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What lies about people between the outside and the office: files put into the page, rows that did not come in and the files
 * of them, answers remembered for programs. Whatever names somebody goes as a whole, for nobody can tell what else in it is theirs.
 */
@Component
class ImportPersonalData implements PersonalData {
    private static final Map<String, String> ROWS = Map.of(
            "rejects",
            "connect.reject where cells ilike any (:patterns) or value ilike any (:patterns) or reason ilike any (:patterns)"
                    + " or suggestion ilike any (:patterns)",
            "staged",
            "connect.staged where cells ilike any (:patterns)",
            "answers",
            "connect.answer where encode(body, 'escape') ilike any (:patterns) or encode(body, 'escape') ilike any (:escaped)"
                    + " or encode(body, 'escape') ilike any (:ids)");

    private final JdbcClient jdbc;
    private final Erasing erasing;
    private final DraftFiles files;

    ImportPersonalData(JdbcClient jdbc, Erasing erasing, DraftFiles files) {
        this.jdbc = jdbc;
        this.erasing = erasing;
        this.files = files;
    }

    private JdbcClient.StatementSpec sql(String sql, Somebody who) {
        var escaped = who.patterns().stream().map(ImportPersonalData::escaped).toList();
        return jdbc.sql(sql)
                .param("patterns", Rows.texts(who.patterns()))
                .param("escaped", Rows.texts(escaped))
                .param(
                        "ids",
                        Rows.texts(who.ids().stream().map(id -> "%" + id + "%").toList()));
    }

    /** Bytes as PostgreSQL writes them out: those of other letters than plain ones in octal. */
    private static String escaped(String pattern) {
        var out = new StringBuilder();
        for (byte b : pattern.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            if (b < 0) {
                out.append("\\\\").append(Integer.toOctalString(b & 0xff));
            } else {
                out.append((char) b);
            }
        }
        return out.toString();
    }

    private Set<UUID> drafts(Somebody who) {
        var told = new LinkedHashSet<>(sql("select id from connect.draft where mapping ilike any (:patterns)", who)
                .query(Rows.ID)
                .list());
        told.addAll(files.mentioning(who));
        return told;
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var held = new ArrayList<Held>();
        if (who.words().isEmpty()) {
            return held;
        }
        ROWS.keySet().stream().sorted().forEach(what -> {
            long count = sql("select count(*) from " + ROWS.getOrDefault(what, ""), who)
                    .query(Long.class)
                    .single();
            if (count > 0) {
                held.add(new Held(what, count));
            }
        });
        long uploads = drafts(who).size();
        if (uploads > 0) {
            held.add(new Held("uploads", uploads));
        }
        long tables = files.rejectsMentioning(who).size();
        if (tables > 0) {
            held.add(new Held("rejected_files", tables));
        }
        return held;
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        if (!who.words().isEmpty()) {
            ROWS.values().forEach(rows -> sql("delete from " + rows, who).update());
            jdbc.sql("delete from connect.draft where id = any(:ids)")
                    .param("ids", Rows.uuids(drafts(who)))
                    .update();
            erasing.textsMentioning(actor, "run", who::isIn);
        }
    }

    @Override
    public void eraseOutside(Somebody who) {
        if (!who.words().isEmpty()) {
            files.forget(files.mentioning(who));
            files.forgetRejects(who);
        }
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        if (who.words().isEmpty()) {
            return;
        }
        var rejected = sql("""
                select name, line, cells, reason, rejected_at from connect.reject
                where cells ilike any (:patterns) order by rejected_at, file, line
                """, who).query().listOfRows();
        if (!rejected.isEmpty()) {
            parcel.json("rejected-rows", rejected);
        }
    }
}
