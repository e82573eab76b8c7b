package io.kontor.rules;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Receipts and the tables they rest on. A table is kept once by its hash. */
@Component
class ReceiptSql {
    private static final String COLUMNS = """
            select id, about_type, about_id, rule_type, document_id, major, minor, rule_hash, table_hash, facts, decision,
                decided_at
            from rules.receipt
            """;

    private final JdbcClient jdbc;

    ReceiptSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Written(UUID id, Receipts.Left left) {
        Entry entry() {
            return left.entry();
        }
    }

    void keep(Map<String, String> tables) {
        jdbc.sql("""
                insert into rules.kept_table (hash, body)
                select hash, body from unnest(:hash, :body) as r (hash, body)
                on conflict (hash) do nothing
                """)
                .params(Rows.of(List.copyOf(tables.entrySet()))
                        .text("hash", Map.Entry::getKey)
                        .text("body", Map.Entry::getValue)
                        .params())
                .update();
    }

    List<UUID> write(List<Written> receipts) {
        jdbc.sql("""
                insert into rules.receipt (
                    id, about_type, about_id, rule_type, document_id, major, minor, rule_hash, table_hash, facts, decision,
                    decided_at, entry_id
                )
                select id, about_type, about_id, rule_type, document, major, minor, rule_hash, table_hash, facts, decision,
                    decided, entry
                from unnest(:id, :about_type, :about_id, :rule_type, :document, :major, :minor, :rule_hash, :table_hash,
                        :facts, :decision, :decided, :entry)
                    as r (id, about_type, about_id, rule_type, document, major, minor, rule_hash, table_hash, facts,
                        decision, decided, entry)
                """)
                .params(Rows.of(receipts)
                        .uuid("id", Written::id)
                        .text("about_type", one -> one.left().about().type())
                        .uuid("about_id", one -> one.left().about().id())
                        .text("rule_type", one -> one.left().rule().type())
                        .uuid("document", one -> one.left().rule().document())
                        .whole("major", one -> one.left().rule().major())
                        .whole("minor", one -> one.left().rule().minor())
                        .text("rule_hash", one -> one.left().rule().hash())
                        .text("table_hash", one -> one.left().rules().hash())
                        .text("facts", one -> one.left().facts().toJson())
                        .text(
                                "decision",
                                one -> DecisionText.write(
                                        one.left().rules().table(), one.left().decision()))
                        .moment("decided", one -> one.entry().recordedAt())
                        .uuid("entry", one -> one.entry().id())
                        .params())
                .update();
        return receipts.stream().map(Written::id).toList();
    }

    /** A receipt whose facts still have to be read in the words they are written in. */
    record Row(UUID id, Subject about, RuleVersion rule, String table, String facts, String decision, Instant at) {
        Receipt receipt(Vocabulary vocabulary) {
            return new Receipt(
                    id, about, rule, table, Facts.fromJson(vocabulary, facts), DecisionText.read(decision), at);
        }
    }

    List<Row> of(Subject about) {
        return jdbc.sql(COLUMNS + "where about_id = :id and about_type = :type order by decided_at desc, id desc")
                .param("id", about.id())
                .param("type", about.type())
                .query(ReceiptSql::row)
                .list();
    }

    List<Row> latest(Subject about, String type) {
        return jdbc.sql(COLUMNS + """
                where about_id = :id and about_type = :type and rule_type = :rule order by decided_at desc, id desc limit 1
                """)
                .param("id", about.id())
                .param("type", about.type())
                .param("rule", type)
                .query(ReceiptSql::row)
                .list();
    }

    List<Row> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(ReceiptSql::row)
                .list();
    }

    List<Receipts.Used> used(int most) {
        return jdbc.sql("""
                select rule_type, document_id, major, minor, count(*) from rules.receipt
                group by rule_type, document_id, major, minor order by max(decided_at) desc limit :most
                """)
                .param("most", most)
                .query((row, number) -> new Receipts.Used(
                        row.getString(1), row.getObject(2, UUID.class), row.getInt(3), row.getInt(4), row.getLong(5)))
                .list();
    }

    List<UUID> entries(UUID document, int major, int minor, int most) {
        return jdbc.sql("""
                select distinct entry_id from rules.receipt
                where document_id = :document and major = :major and minor = :minor limit :most
                """)
                .param("document", document)
                .param("major", major)
                .param("minor", minor)
                .param("most", most)
                .query(Rows.ID)
                .list();
    }

    String table(String hash) {
        return jdbc.sql("select body from rules.kept_table where hash = :hash")
                .param("hash", hash)
                .query(String.class)
                .single();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new Subject(row.getString("about_type"), row.getObject("about_id", UUID.class)),
                new RuleVersion(
                        row.getString("rule_type"),
                        row.getObject("document_id", UUID.class),
                        row.getInt("major"),
                        row.getInt("minor"),
                        row.getString("rule_hash")),
                row.getString("table_hash"),
                row.getString("facts"),
                row.getString("decision"),
                row.getTimestamp("decided_at").toInstant());
    }
}
