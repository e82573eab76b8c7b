package io.kontor.files;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Change;
import io.kontor.ledger.Erasing;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineEntry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes and files that hang on a person go with them, also those taken away before; notes elsewhere that name them are shown. */
@Component
class HangingPersonalData implements PersonalData {
    private static final int MENTIONS = 50;

    private final Ledger ledger;
    private final Erasing erasing;
    private final JdbcClient jdbc;
    private final Notes notes;
    private final FileSql files;

    HangingPersonalData(Ledger ledger, Erasing erasing, JdbcClient jdbc, Notes notes, FileSql files) {
        this.ledger = ledger;
        this.erasing = erasing;
        this.jdbc = jdbc;
        this.notes = notes;
        this.files = files;
    }

    private record Hangs(UUID id, @Nullable UUID partner, UUID version, boolean erased) {}

    /** All of them, whether or not they were taken away. */
    private List<Hangs> on(Somebody who, String table, String text) {
        return those(table, text, "subject_id", who.ids());
    }

    private List<Hangs> those(String table, String text, String column, List<UUID> ids) {
        return jdbc.sql(
                        "select id, partner_id, entry_id, %s = :mark as erased from files.%s where %s = any(:ids) order by id"
                                .formatted(text, table, column))
                .param("ids", Rows.uuids(ids))
                .param("mark", io.kontor.kernel.Erased.MARK)
                .query((row, number) -> new Hangs(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getBoolean(4)))
                .list();
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var held = new ArrayList<Held>();
        var written =
                on(who, "note", "text").stream().filter(one -> !one.erased()).count();
        if (written > 0) {
            held.add(new Held("notes", written));
        }
        var hung = on(who, "attachment", "name").stream()
                .filter(one -> !one.erased())
                .count();
        if (hung > 0) {
            held.add(new Held("files", hung));
        }
        return held;
    }

    @Override
    public List<Subject> mentions(Actor actor, Somebody who) {
        return jdbc.sql("""
                select distinct subject_type, subject_id from files.note
                where text ilike any (:patterns) and not withdrawn and not subject_id = any(:ids) limit :most
                """)
                .param("patterns", Rows.texts(who.patterns()))
                .param("ids", Rows.uuids(who.ids()))
                .param("most", MENTIONS)
                .query((row, number) -> new Subject(row.getString(1), row.getObject(2, UUID.class)))
                .list();
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        var gone = new ArrayList<UUID>();
        for (var one : on(who, "note", "text")) {
            gone.add(one.id());
            eraseNote(actor, one, role);
        }
        for (var one : on(who, "attachment", "name")) {
            gone.add(one.id());
            eraseFile(actor, one, role);
        }
        files.dropUnused();
        erasing.textsOf(gone);
    }

    private void eraseNote(Actor actor, Hangs one, String role) {
        if (!one.erased()) {
            var state = ledger.stateAt(Notes.NOTE, one.id(), one.version()).orElseThrow();
            var change = Change.of(Notes.NOTE, one.id(), "erased", role, state.erased())
                    .ofPartner(one.partner())
                    .after(one.version());
            notes.put(ledger.append(actor, change), one.partner());
        }
    }

    private void eraseFile(Actor actor, Hangs one, String role) {
        if (!one.erased()) {
            var entry = ledger.entry(actor, one.version()).orElseThrow();
            var state = entry.after(Files.FILE).erased();
            var change = Change.of(Files.FILE, one.id(), "erased", role, state)
                    .ofPartner(one.partner())
                    .after(one.version());
            files.write(ledger.append(actor, change), one.partner(), entry.recordedAt());
        }
    }

    /** Words of a note are all it has: without them it is taken away. */
    void rewriteNote(Actor actor, UUID note, String role) {
        those("note", "text", "id", List.of(note)).forEach(one -> eraseNote(actor, one, role));
    }

    /** A file whose name must go is taken away as a whole. */
    void rewriteFile(Actor actor, UUID file, String role) {
        those("attachment", "name", "id", List.of(file)).forEach(one -> eraseFile(actor, one, role));
        files.dropUnused();
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var told = new ArrayList<Object>();
        for (var one : on(who, "note", "text")) {
            ledger.entry(actor, one.version()).map(HangingPersonalData::told).ifPresent(told::add);
        }
        if (!told.isEmpty()) {
            parcel.json("notes", told);
        }
        for (var subject : who.subjects()) {
            for (var file : files.keptOf(subject)) {
                var out = new ByteArrayOutputStream();
                files.content(file.attachment().hash(), out);
                parcel.file("files/" + file.id() + "-" + file.attachment().name(), out.toByteArray());
            }
        }
    }

    private static Object told(TimelineEntry entry) {
        var note = entry.after(Notes.NOTE);
        var content = new LinkedHashMap<String, Object>();
        content.put("text", note.text());
        content.put("written", entry.recordedAt());
        content.put("withdrawn", note.withdrawn());
        return content;
    }
}
