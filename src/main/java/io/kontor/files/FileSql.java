package io.kontor.files;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Recorded;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class FileSql {
    private static final int CHUNK = 256 * 1024;

    private final JdbcClient jdbc;

    FileSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Known(UUID id, @Nullable UUID version, @Nullable UUID partner, Instant writtenAt, Attachment attachment) {
        /** The entry it stands at; only where the query asked for it. */
        UUID entry() {
            return java.util.Objects.requireNonNull(version);
        }
    }

    List<Files.Listed> of(Subject subject) {
        return jdbc.sql("""
                select id, name, size, media, audience, author, written_at from files.attachment
                where subject_id = :id and subject_type = :type and not withdrawn and expires_on is null
                order by written_at desc, id
                """)
                .param("id", subject.id())
                .param("type", subject.type())
                .query((row, number) -> new Files.Listed(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("size"),
                        row.getString("media"),
                        Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                        row.getObject("author", UUID.class),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    Optional<Known> find(UUID file) {
        return jdbc.sql("""
                select id, null::uuid as entry_id, partner_id, subject_type, subject_id, name, hash, size, media, audience,
                    null::uuid as author, written_at, null::date as expires_on
                from files.attachment where id = :id and not withdrawn
                """).param("id", file).query(FileSql::known).optional();
    }

    Optional<Known> kept(UUID file) {
        return jdbc.sql("""
                select id, entry_id, partner_id, subject_type, subject_id, name, hash, size, media, audience, author,
                    written_at, expires_on
                from files.attachment where id = :id and not withdrawn
                """).param("id", file).query(FileSql::known).optional();
    }

    List<Known> keptOf(Subject subject) {
        return jdbc.sql("""
                select id, entry_id, partner_id, subject_type, subject_id, name, hash, size, media, audience, author,
                    written_at, expires_on
                from files.attachment
                where subject_id = :id and subject_type = :type and not withdrawn and expires_on is null
                order by written_at desc, id desc
                """)
                .param("id", subject.id())
                .param("type", subject.type())
                .query(FileSql::known)
                .list();
    }

    Optional<Known> lock(UUID file) {
        return jdbc.sql("""
                select id, entry_id, partner_id, subject_type, subject_id, name, hash, size, media, audience, author,
                    written_at, expires_on
                from files.attachment where id = :id and not withdrawn for update
                """).param("id", file).query(FileSql::known).optional();
    }

    List<Known> expired(LocalDate today) {
        return jdbc.sql("""
                select id, entry_id, partner_id, subject_type, subject_id, name, hash, size, media, audience, author,
                    written_at, expires_on
                from files.attachment where expires_on <= :today and not withdrawn for update
                """).param("today", today).query(FileSql::known).list();
    }

    /** What hangs on an object, and what hangs on things of a partner's. */
    List<UUID> following(Subject subject, @Nullable UUID partner) {
        return jdbc.sql("""
                select id from files.attachment
                where ((subject_id = :id and subject_type = :type) or partner_id = :partner::uuid) and not withdrawn
                order by id
                """)
                .param("id", subject.id())
                .param("type", subject.type())
                .param("partner", partner)
                .query(Rows.ID)
                .list();
    }

    List<HangingMoves.Hanging<Attachment>> all(Collection<UUID> files) {
        return jdbc.sql("""
                select id, entry_id, partner_id, subject_type, subject_id, name, hash, size, media, audience, author,
                    written_at, expires_on
                from files.attachment where id = any(:ids) and not withdrawn order by id for update
                """).param("ids", Rows.uuids(files)).query(FileSql::known).list().stream()
                .map(known -> new HangingMoves.Hanging<>(
                        known.id(), java.util.Objects.requireNonNull(known.version()), known.attachment()))
                .toList();
    }

    void keep(Recorded<Attachment> recorded, byte[] content) {
        var hash = HexFormat.of().parseHex(recorded.state().hash());
        int fresh = jdbc.sql("""
                insert into files.blob (hash, size, media, entry_id) values (:hash, :size, :media, :entry)
                on conflict (hash) do nothing
                """)
                .param("hash", hash)
                .param("size", content.length)
                .param("media", recorded.state().media())
                .param("entry", recorded.entryId())
                .update();
        for (int number = 0; fresh == 1 && number * CHUNK < content.length; number++) {
            jdbc.sql("insert into files.chunk (hash, number, bytes) values (:hash, :number, :bytes)")
                    .param("hash", hash)
                    .param("number", number)
                    .param(
                            "bytes",
                            Arrays.copyOfRange(content, number * CHUNK, Math.min(content.length, (number + 1) * CHUNK)))
                    .update();
        }
    }

    void write(Recorded<Attachment> recorded, @Nullable UUID partner, Instant writtenAt) {
        var file = recorded.state();
        jdbc.sql("""
                insert into files.attachment (
                    id, subject_type, subject_id, partner_id, name, hash, size, media, audience, author, written_at,
                    expires_on, withdrawn, entry_id
                )
                values (
                    :id, :type, :subject, :partner, :name, :hash, :size, :media, :audience, :author, :at, :expires,
                    :withdrawn, :entry
                )
                on conflict (id) do update set name = excluded.name, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id,
                    partner_id = excluded.partner_id, subject_id = excluded.subject_id
                """)
                .param("id", recorded.id())
                .param("type", file.subjectType())
                .param("subject", file.subjectId())
                .param("partner", partner)
                .param("name", file.name())
                .param("hash", HexFormat.of().parseHex(file.hash()))
                .param("size", file.size())
                .param("media", file.media())
                .param("audience", file.audience().code())
                .param("author", file.author())
                .param("at", Rows.timestamp(writtenAt))
                .param("expires", file.expires())
                .param("withdrawn", file.withdrawn())
                .param("entry", recorded.entryId())
                .update();
    }

    void content(String hash, OutputStream out) {
        try (var chunks = jdbc
                .sql("select bytes from files.chunk where hash = :hash order by number")
                .param("hash", HexFormat.of().parseHex(hash))
                .withFetchSize(4)
                .query((row, number) -> row.getBytes(1))
                .stream()) {
            chunks.forEach(chunk -> put(out, chunk));
        }
    }

    private static void put(OutputStream out, byte[] chunk) {
        try {
            out.write(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void dropUnused() {
        jdbc.sql("""
                delete from files.blob b
                where not exists (select from files.attachment a where a.hash = b.hash and not a.withdrawn)
                """).update();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(
                row.getObject("id", UUID.class),
                row.getObject("entry_id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getTimestamp("written_at").toInstant(),
                new Attachment(
                        row.getString("subject_type"),
                        row.getObject("subject_id", UUID.class),
                        row.getString("name"),
                        HexFormat.of().formatHex(row.getBytes("hash")),
                        row.getLong("size"),
                        row.getString("media"),
                        Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                        row.getObject("author", UUID.class),
                        row.getObject("expires_on", LocalDate.class),
                        false));
    }
}
