package io.kontor.governance;

import io.kontor.database.Tables;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.ledger.Book;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How documents are kept; who may see one may see all. */
final class DocumentShelf implements Book.Shelf<Document> {
    private final JdbcClient jdbc;
    private final Types types;
    private final DocumentSql sql;

    DocumentShelf(JdbcClient jdbc, Types types, DocumentSql sql) {
        this.jdbc = jdbc;
        this.types = types;
        this.sql = sql;
    }

    @Override
    public Map<UUID, UUID> versions(Collection<UUID> documents, boolean lock) {
        return Tables.versions(jdbc, "governance.document", documents, lock);
    }

    @Override
    public void write(List<Recorded<Document>> recorded) {
        sql.write(recorded);
    }

    @Override
    public Place place(Actor actor, UUID id, Document document) {
        return Place.ANYWHERE;
    }

    @Override
    public @Nullable UUID partner(UUID id, Document document) {
        return null;
    }

    @Override
    public void check(Actor actor, UUID id, Document document) {
        types.of(document.type());
    }
}
