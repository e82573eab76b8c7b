package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts drafts on the version their document has now, with their languages. */
@Component
final class Rebases {
    private final Types types;
    private final Documents documents;

    Rebases(Types types, Documents documents) {
        this.types = types;
        this.documents = documents;
    }

    /** A draft put on the version its document has now. */
    record Rebased(
            ProgrammeChange.Item item,
            String text,
            @Nullable DocumentVersion onto,
            List<Rebase.Clash> clashes) {}

    /** Refuses: the draft makes no sense yet, so nothing can be merged into it. */
    Rebased rebase(Actor actor, ProgrammeChange.Item item) {
        return rebase(actor, item, types.of(item.type()));
    }

    private <T extends Record> Rebased rebase(Actor actor, ProgrammeChange.Item item, DocumentType<T> type) {
        var document = documents.find(actor, item.type(), item.scope());
        var standing = document.map(known -> known.state().standing()).orElse(null);
        if (item.content() == null) {
            throw Refusal.conflict("rebase-draft-first");
        }
        var yours = Ready.tree(type, item.schema(), item.content());
        if (document.isEmpty() || standing == null || standing.content() == null) {
            return new Rebased(item, item.text(), standing == null ? null : standing.version(), List.of());
        }
        var theirs = Ready.tree(type, standing.schema(), standing.content());
        var base = item.base() == null
                ? yours.objectNode()
                : before(actor, document.get().id(), item.base(), type);
        var merged = Rebase.of(base, theirs, yours);
        return new Rebased(
                item, Plain.write(merged.tree(), Shape.of(type.content())), standing.version(), merged.clashes());
    }

    /** A draft on another version, as its editor left it after looking at the merge; its languages are put together with those. */
    ProgrammeChange.Item rebased(Actor actor, ProgrammeChange.Item item, @Nullable DocumentVersion onto, String text) {
        return rebased(actor, item, types.of(item.type()), onto, text);
    }

    private <T extends Record> ProgrammeChange.Item rebased(
            Actor actor, ProgrammeChange.Item item, DocumentType<T> type, @Nullable DocumentVersion onto, String text) {
        var merged = Drafts.written(item.on(onto), type, text);
        var document = documents.find(actor, item.type(), item.scope());
        if (merged.content() == null || document.isEmpty() || onto == null) {
            return merged;
        }
        var id = document.get().id();
        var was = item.base() == null
                ? Languages.in(item.languages().spoken())
                : documents.version(actor, id, item.base()).languages();
        return merged.speaking(LanguageMerge.of(
                type,
                Contents.read(type, merged.schema(), merged.content()),
                was,
                documents.version(actor, id, onto).languages(),
                item.languages()));
    }

    private <T extends Record> JsonNode before(
            Actor actor, UUID document, DocumentVersion version, DocumentType<T> type) {
        var kept = documents.version(actor, document, version);
        return kept.content() == null
                ? JsonNodeFactory.instance.objectNode()
                : Ready.tree(type, kept.schema(), kept.content());
    }
}
