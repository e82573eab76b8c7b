package io.kontor.governance.spi;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Section;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A type of document: what it says, what is wrong with a draft of it, and what publishing one does. A bean of this type is
 * found; its name is {@code value.document.type.<code>}.
 *
 * @param <T> the record that is its content. It refuses nonsense in its constructor, and is kept as canonical JSON
 */
public interface DocumentType<T extends Record> {
    String code();

    Class<T> content();

    /** In which form contents are written today; versions keep the form they were written in. */
    default int schema() {
        return 1;
    }

    /** A content of an older form as today's. */
    default JsonNode lift(JsonNode content, int from) {
        return content;
    }

    /** What a new document of that scope begins with. */
    T starter(Actor actor, DocumentScope scope);

    /** The same beginning in another language, with the same rules; empty when it is only known in one. */
    default Optional<T> starterIn(Language language) {
        return Optional.empty();
    }

    /**
     * The texts people may translate, as JSON pointers in which an asterisk stands for every element: {@code /mission},
     * {@code /duties/*}. Only what is read, never what decides, names or counts; any text must be fit to stand there.
     */
    default List<String> texts() {
        return List.of();
    }

    /** Whether an office may put its first one for everybody in force by one entry that says so. */
    default boolean adoptable() {
        return false;
    }

    /** What is wrong with a draft beyond what its record refuses. Asked often; must be quick. */
    default List<Finding> check(Actor actor, Draft<T> draft) {
        return List.of();
    }

    /** The document as people read it; pages, print and comparison side by side are made from it. */
    List<Section> describe(T content, Words words);

    /** Which governed acts publishing it is; only those need approval by the charter. */
    List<Act> acts(Actor actor, Draft<T> draft);

    /** What publishing it would do; empty when there is nothing to foresee. */
    default Optional<Simulation> simulate(Actor actor, Words words, Draft<T> draft, Progress progress) {
        return Optional.empty();
    }

    /** Kinds of objects publishing changes: the house may do everything with these while it publishes. */
    default Set<String> touches() {
        return Set.of();
    }

    /** What publishing does, in parts; asked once, when publishing begins. */
    default List<Batch> batches(Actor actor, Released<T> released) {
        return List.of();
    }

    /** Does one part, in a transaction of its own. A refusal stops the publishing; anything else is tried again. */
    default void apply(Actor actor, Released<T> released, Batch batch) {}

    /** Looks at what a part did, in the same transaction. An error undoes the part and stops the publishing. */
    default List<Finding> after(Actor actor, Released<T> released, Batch batch) {
        return List.of();
    }

    /** Takes a part back, by new entries, to exactly what was before. */
    default void takeBack(Actor actor, Released<T> released, Batch batch) {}

    /**
     * What it names: other documents as {@code <type>:<scope>} or {@code <type>}, anything else as {@code <kind>:<code>}. They
     * are published before it, and show that it uses them.
     */
    default Set<String> references(T content) {
        return Set.of();
    }

    /** The page on which a draft is edited; without one it is edited as text. */
    default Optional<String> editPath(UUID change, UUID item) {
        return Optional.empty();
    }

    /** Figures to watch once it is published, of these days; the last one included. */
    default Map<String, BigDecimal> watched(Actor actor, Released<T> released, LocalDate from, LocalDate to) {
        return Map.of();
    }
}
