package io.kontor.governance;

import io.kontor.database.Tx;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Documents as their pages show them, in a reader's words. */
@Component
public final class DocumentSheets {
    private final Tx tx;
    private final Types types;
    private final Documents documents;
    private final Changes changes;

    DocumentSheets(Tx tx, Types types, Documents documents, Changes changes) {
        this.tx = tx;
        this.types = types;
        this.documents = documents;
        this.changes = changes;
    }

    /**
     * A document as its page shows it.
     *
     * @param reading what the version asked for says, or none while it says nothing
     * @param shown that version, or none while it says nothing
     * @param wider the nearest document that holds for more, and how this one differs from it
     * @param usedBy documents that name it
     * @param open changes on their way
     */
    public record Sheet(
            UUID id,
            UUID version,
            Document document,
            String name,
            @Nullable Reading reading,
            Documents.@Nullable Version shown,
            List<Documents.Version> versions,
            @Nullable Wider wider,
            List<Book.Known<Document>> usedBy,
            List<Book.Known<ProgrammeChange>> open) {}

    public record Wider(UUID id, String name, Comparison compared) {}

    /**
     * @param number of the version to show, or none for the newest
     * @param language to read it in, or none for the reader's
     */
    public Sheet document(
            Actor actor, Words words, UUID id, @Nullable DocumentVersion number, @Nullable Language language) {
        return tx.as(actor, () -> {
            var known = documents.find(actor, id);
            var document = known.state();
            var versions = documents.versions(actor, id);
            var shown = versions.stream()
                    .filter(one -> number == null || one.number().equals(number))
                    .findFirst()
                    .orElse(null);
            var type = types.of(document.type());
            var sections = shown == null
                    ? List.<Section>of()
                    : Telling.described(words, type, shown.schema(), shown.content());
            return new Sheet(
                    id,
                    known.version(),
                    document,
                    Sheets.name(words, document.type(), document.scope()),
                    shown == null ? null : Telling.reading(words, type, shown, language),
                    shown,
                    versions,
                    sections.isEmpty() ? null : wider(actor, words, document, type, sections),
                    documents.usedBy(actor, Set.of(document.code(), document.type())),
                    changes.of(
                            actor,
                            document,
                            List.of(
                                    Life.DRAFT,
                                    Life.CHECKED,
                                    Life.SIMULATED,
                                    Life.IN_REVIEW,
                                    Life.APPROVED,
                                    Life.SCHEDULED,
                                    Life.PUBLISHING)));
        });
    }

    private @Nullable Wider wider(
            Actor actor, Words words, Document document, DocumentType<?> type, List<Section> sections) {
        var wider = documents.wider(actor, document).orElse(null);
        var standing = wider == null ? null : wider.state().standing();
        return wider == null || standing == null || standing.content() == null
                ? null
                : new Wider(
                        wider.id(),
                        Sheets.name(words, wider.state().type(), wider.state().scope()),
                        Comparison.of(Telling.described(words, type, standing.schema(), standing.content()), sections));
    }

    /** Two versions of a document side by side. Refuses: no such versions. */
    public Comparison compare(Actor actor, Words words, UUID id, DocumentVersion one, DocumentVersion other) {
        return tx.as(actor, () -> {
            var type = types.of(documents.find(actor, id).state().type());
            var before = documents.version(actor, id, one);
            var after = documents.version(actor, id, other);
            return Telling.compared(words, type, before, after.schema(), after.content(), after.languages());
        });
    }
}
