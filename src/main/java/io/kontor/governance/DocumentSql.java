package io.kontor.governance;

import io.kontor.database.Rows;
import io.kontor.governance.spi.DocumentType;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class DocumentSql {
    private final JdbcClient jdbc;
    private final Types types;

    DocumentSql(JdbcClient jdbc, Types types) {
        this.jdbc = jdbc;
        this.types = types;
    }

    /** A version as it is kept. */
    record Kept(
            UUID document,
            String scope,
            DocumentVersion version,
            int schema,
            @Nullable String content,
            @Nullable String hash,
            LocalDate effective,
            Instant at,
            @Nullable UUID change,
            @Nullable DocumentVersion restores,
            Languages languages) {}

    private static final String KEPT = """
            d.scope, v.document_id, v.major, v.minor, v.schema, v.content, v.hash, v.effective_on, v.effective_at, v.change_id,
            v.restores_major, v.restores_minor, v.languages
            """;

    private static Kept kept(ResultSet row) throws SQLException {
        var restored = row.getObject("restores_major", Integer.class);
        return new Kept(
                row.getObject("document_id", UUID.class),
                row.getString("scope"),
                new DocumentVersion(row.getInt("major"), row.getInt("minor")),
                row.getInt("schema"),
                row.getString("content"),
                row.getString("hash"),
                row.getObject("effective_on", LocalDate.class),
                row.getTimestamp("effective_at").toInstant(),
                row.getObject("change_id", UUID.class),
                restored == null ? null : new DocumentVersion(restored, row.getInt("restores_minor")),
                States.read(Languages.class, row.getString("languages")));
    }

    /** Of every document of a type the version that held then; those that said nothing are left out. */
    List<Kept> effective(String type, Instant at) {
        return jdbc.sql("select " + KEPT + """
                from governance.document d
                cross join lateral (
                    select * from governance.version v where v.document_id = d.id and v.effective_at <= :at
                    order by v.effective_at desc, v.major desc, v.minor desc limit 1
                ) v
                where d.type = :type and v.content is not null
                order by d.scope
                """)
                .param("type", type)
                .param("at", Rows.timestamp(at))
                .query((row, number) -> kept(row))
                .list();
    }

    /** The newest first. */
    List<Kept> versions(UUID document) {
        return jdbc.sql("select " + KEPT + """
                from governance.document d
                join governance.version v on v.document_id = d.id
                where d.id = :id
                order by v.major desc, v.minor desc
                """)
                .param("id", document)
                .query((row, number) -> kept(row))
                .list();
    }

    Optional<Kept> version(UUID document, DocumentVersion version) {
        return jdbc.sql("select " + KEPT + """
                from governance.document d
                join governance.version v on v.document_id = d.id
                where d.id = :id and v.major = :major and v.minor = :minor
                """)
                .param("id", document)
                .param("major", version.major())
                .param("minor", version.minor())
                .query((row, number) -> kept(row))
                .optional();
    }

    Optional<UUID> byKey(String type, DocumentScope scope) {
        return jdbc.sql("select id from governance.document where type = :type and scope = :scope")
                .param("type", type)
                .param("scope", scope.code())
                .query(Rows.ID)
                .optional();
    }

    /** The ids of all documents that say something, by type and scope. */
    List<UUID> all() {
        return jdbc.sql("select id from governance.document order by type, scope")
                .query(Rows.ID)
                .list();
    }

    /** Documents that name any of these. */
    List<UUID> naming(Collection<String> codes) {
        return jdbc.sql("""
                select distinct document_id from governance.reference where code = any(:codes) order by document_id
                """).param("codes", Rows.texts(codes)).query(Rows.ID).list();
    }

    record Named(String type, String scope) {}

    Map<UUID, Named> names(Collection<UUID> documents) {
        var names = new HashMap<UUID, Named>();
        jdbc.sql("select id, type, scope from governance.document where id = any(:ids)")
                .param("ids", Rows.uuids(documents))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), new Named(row.getString(2), row.getString(3)));
                });
        return names;
    }

    void write(List<Recorded<Document>> recorded) {
        jdbc.sql("""
                insert into governance.document (
                    id, type, scope, programme, region, partner_type, segment, owner_id, tags, major, minor, effective_on, wishes,
                    entry_id
                )
                select id, type, scope, programme, region, partner_type, segment, owner,
                    coalesce(string_to_array(nullif(tags, ''), ' '), '{}'), major, minor, effective, wishes, entry
                from unnest(:id, :type, :scope, :programme, :region, :partnerType, :segment, :owner, :tags, :major, :minor,
                    :effective, :wishes, :entry) as r (
                        id, type, scope, programme, region, partner_type, segment, owner, tags, major, minor, effective, wishes,
                        entry)
                on conflict (id) do update set owner_id = excluded.owner_id, tags = excluded.tags, major = excluded.major,
                    minor = excluded.minor, effective_on = excluded.effective_on, wishes = excluded.wishes,
                    entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("type", one -> one.state().type())
                        .text("scope", one -> one.state().scope().code())
                        .text("programme", one -> one.state().scope().programme())
                        .text("region", one -> one.state().scope().region())
                        .text("partnerType", one -> one.state().scope().partnerType())
                        .text("segment", one -> one.state().scope().segment())
                        .uuid("owner", one -> one.state().owner())
                        .text("tags", one -> String.join(" ", one.state().tags()))
                        .whole(
                                "major",
                                one -> standing(one) == null
                                        ? null
                                        : version(one).major())
                        .whole(
                                "minor",
                                one -> standing(one) == null
                                        ? null
                                        : version(one).minor())
                        .day("effective", one -> {
                            var standing = standing(one);
                            return standing == null ? null : standing.effective();
                        })
                        .whole("wishes", one -> (int) one.state().wishes().stream()
                                .filter(wish -> !wish.done())
                                .count())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        var saying = recorded.stream().filter(one -> standing(one) != null).toList();
        if (!saying.isEmpty()) {
            versions(saying);
            references(saying);
        }
    }

    private static Document.@Nullable Standing standing(Recorded<Document> one) {
        return one.state().standing();
    }

    private static DocumentVersion version(Recorded<Document> one) {
        return Objects.requireNonNull(standing(one)).version();
    }

    private static DocumentVersion restored(Recorded<Document> one) {
        var restores = Objects.requireNonNull(standing(one)).restores();
        return restores == null ? new DocumentVersion(0, 0) : restores;
    }

    private void versions(List<Recorded<Document>> recorded) {
        jdbc.sql("""
                insert into governance.version (
                    document_id, major, minor, schema, content, hash, effective_on, effective_at, change_id, restores_major,
                    restores_minor, languages, entry_id
                )
                select id, major, minor, schema, content, hash, effective, at, change, nullif(restores_major, 0),
                    case when restores_major > 0 then restores_minor end, languages, entry
                from unnest(:id, :major, :minor, :schema, :content, :hash, :effective, :at, :change, :restoresMajor,
                    :restoresMinor, :languages, :entry) as r (
                        id, major, minor, schema, content, hash, effective, at, change, restores_major, restores_minor,
                        languages, entry)
                on conflict (document_id, major, minor) do nothing
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .whole("major", one -> version(one).major())
                        .whole("minor", one -> version(one).minor())
                        .whole(
                                "schema",
                                one -> Objects.requireNonNull(standing(one)).schema())
                        .text(
                                "content",
                                one -> Objects.requireNonNull(standing(one)).content())
                        .text(
                                "hash",
                                one -> Objects.requireNonNull(standing(one)).hash())
                        .day(
                                "effective",
                                one -> Objects.requireNonNull(standing(one)).effective())
                        .moment("at", one -> one.entry().recordedAt())
                        .uuid(
                                "change",
                                one -> Objects.requireNonNull(standing(one)).change())
                        .whole("restoresMajor", one -> restored(one).major())
                        .whole("restoresMinor", one -> restored(one).minor())
                        .text(
                                "languages",
                                one -> Contents.canonical(
                                        Objects.requireNonNull(standing(one)).languages()))
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }

    private record Reference(Recorded<Document> of, String code) {}

    private void references(List<Recorded<Document>> recorded) {
        jdbc.sql("delete from governance.reference where document_id = any(:ids)")
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var rows = recorded.stream()
                .flatMap(one -> named(one.state()).stream().map(code -> new Reference(one, code)))
                .toList();
        jdbc.sql("""
                insert into governance.reference (document_id, code, entry_id)
                select id, code, entry from unnest(:id, :code, :entry) as r (id, code, entry)
                """)
                .params(Rows.of(rows)
                        .uuid("id", row -> row.of().id())
                        .text("code", Reference::code)
                        .uuid("entry", row -> row.of().entryId())
                        .params())
                .update();
    }

    private Set<String> named(Document document) {
        var standing = document.standing();
        var type = types.find(document.type());
        return standing == null || standing.content() == null || type.isEmpty()
                ? Set.of()
                : named(type.get(), standing.schema(), standing.content());
    }

    private static <T extends Record> Set<String> named(DocumentType<T> type, int schema, String content) {
        return type.references(Contents.read(type, schema, content));
    }
}
