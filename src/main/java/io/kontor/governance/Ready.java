package io.kontor.governance;

import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.Batch;
import io.kontor.governance.spi.DocumentType;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Released;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a change that makes sense: its type, what it wants its document to say, and what that says now.
 *
 * @param spoken the languages of what it says now
 * @param document that speaks so far, or none
 */
record Ready<T extends Record>(
        UUID change,
        ProgrammeChange.Item item,
        DocumentType<T> type,
        T content,
        @Nullable T base,
        Languages spoken,
        @Nullable UUID document,
        LocalDate effective) {
    /** Empty while the text makes no sense. */
    static <T extends Record> Optional<Ready<T>> of(
            UUID change,
            ProgrammeChange.Item item,
            DocumentType<T> type,
            @Nullable UUID document,
            Document.@Nullable Standing standing,
            LocalDate effective) {
        if (item.content() == null) {
            return Optional.empty();
        }
        var content = Contents.read(type, item.schema(), item.content());
        var now = standing == null || standing.content() == null
                ? null
                : Contents.read(type, standing.schema(), standing.content());
        var spoken = standing == null ? Languages.UNSAID : standing.languages();
        return Optional.of(new Ready<>(change, item, type, content, now, spoken, document, effective));
    }

    Documents.AsIf asIf() {
        return new Documents.AsIf(type.code(), item.scope(), content);
    }

    private Draft<T> draft() {
        return new Draft<>(change, item.id(), item.scope(), content, base, effective);
    }

    List<Finding> check(Actor actor) {
        var findings = new ArrayList<>(type.check(actor, draft()));
        findings.addAll(LanguageWords.findings(type, content, item.languages()));
        return findings;
    }

    List<Act> acts(Actor actor) {
        return type.acts(actor, draft()).stream()
                .map(act -> act.within(draft().scope()))
                .toList();
    }

    Optional<Simulation> simulate(Actor actor, Words words, Progress progress) {
        return type.simulate(actor, words, draft(), progress);
    }

    Set<String> references() {
        return type.references(content);
    }

    /** What it would make its document say, beside what that says now. */
    Comparison compared(Words words) {
        return Comparison.of(base == null ? List.of() : type.describe(base, words), type.describe(content, words))
                .and(LanguageWords.compared(
                        type,
                        new LanguageWords.Spoken<>(base, spoken),
                        new LanguageWords.Spoken<>(content, item.languages()),
                        words));
    }

    private Released<T> released() {
        return new Released<>(
                Objects.requireNonNull(document),
                Objects.requireNonNull(item.published()),
                item.scope(),
                content,
                base,
                effective);
    }

    List<Batch> batches(Actor actor) {
        return type.batches(actor, released());
    }

    List<Finding> apply(Actor actor, Batch batch) {
        type.apply(actor, released(), batch);
        return type.after(actor, released(), batch);
    }

    void takeBack(Actor actor, Batch batch) {
        type.takeBack(actor, released(), batch);
    }

    Map<String, BigDecimal> watched(Actor actor, LocalDate from, LocalDate to) {
        return type.watched(actor, released(), from, to);
    }

    /** The same as one version among many: standing on what was before it. */
    static <T extends Record> Ready<T> past(
            UUID change,
            ProgrammeChange.Item item,
            DocumentType<T> type,
            UUID document,
            Documents.@Nullable Version before,
            LocalDate effective) {
        var content = Contents.read(type, item.schema(), Objects.requireNonNull(item.content()));
        var base = before == null || before.content() == null
                ? null
                : Contents.read(type, before.schema(), before.content());
        var spoken = before == null ? Languages.UNSAID : before.languages();
        return new Ready<>(change, item, type, content, base, spoken, document, effective);
    }

    /** Its text anew, from a content of its type. */
    static <T extends Record> String text(DocumentType<T> type, int schema, String content) {
        return Plain.write(Contents.read(type, schema, content));
    }

    /** A content as a tree in the form of today. */
    static <T extends Record> tools.jackson.databind.node.ObjectNode tree(
            DocumentType<T> type, int schema, String content) {
        return States.tree(States.write(Contents.read(type, schema, content)));
    }
}
