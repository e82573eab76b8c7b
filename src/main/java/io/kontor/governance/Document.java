package io.kontor.governance;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of the programme: its type, for whom it holds, what it says now; also the complete state in the ledger.
 *
 * @param owner who answers for it, or none
 * @param tags by which people find it, e.g. of features
 * @param standing the newest version, or none while nothing was published
 * @param wishes what people want changed, the oldest first
 */
public record Document(
        String type,
        DocumentScope scope,
        @Nullable UUID owner,
        List<String> tags,
        @Nullable Standing standing,
        List<Wish> wishes) {
    private static final int MOST_TAGS = 20;
    private static final int MOST_WISHES = 200;

    /**
     * What it says.
     *
     * @param schema the form the content is written in
     * @param content canonical JSON; none when its first publication was rolled back and it says nothing
     * @param hash SHA-256 of the content's bytes
     * @param change that published it; none when it was adopted
     * @param restores the version whose content it has again
     * @param languages it is written and translated in
     */
    public record Standing(
            DocumentVersion version,
            int schema,
            @Nullable String content,
            @Nullable String hash,
            LocalDate effective,
            @Nullable UUID change,
            @Nullable DocumentVersion restores,
            Languages languages) {
        public Standing {
            languages = Objects.requireNonNullElse(languages, Languages.UNSAID);
        }
    }

    /**
     * Something to change one day.
     *
     * @param by who wants it, or none for the house
     * @param done whether it was settled
     */
    public record Wish(
            UUID id, @FreeText String text, @Nullable UUID by, Instant at, boolean done) {
        public Wish {
            text = Fields.required(text, "wish", 1_000);
        }
    }

    public Document {
        type = Fields.code(type, "type");
        tags = tags.stream()
                .map(tag -> Fields.code(tag, "tags"))
                .distinct()
                .sorted()
                .toList();
        wishes = List.copyOf(wishes);
        if (tags.size() > MOST_TAGS) {
            throw Refusal.invalid("document-too-many-tags", "most", MOST_TAGS).at("tags");
        }
        if (wishes.stream().filter(wish -> !wish.done()).count() > MOST_WISHES) {
            throw Refusal.invalid("document-too-many-wishes", "most", MOST_WISHES)
                    .at("wish");
        }
    }

    static Document fresh(String type, DocumentScope scope, @Nullable UUID owner) {
        return new Document(type, scope, owner, List.of(), null, List.of());
    }

    /** By which other documents name it: {@code tier-rules:programme=club}. */
    public String code() {
        return type + ":" + scope.code();
    }

    Document saying(Standing now) {
        return new Document(type, scope, owner, tags, now, wishes);
    }

    Document kept(@Nullable UUID other, List<String> words) {
        return new Document(type, scope, other, words, standing, wishes);
    }

    Document wishing(Wish wish) {
        var more = new ArrayList<>(wishes);
        more.add(wish);
        return new Document(type, scope, owner, tags, standing, more);
    }

    /** Refuses: no such wish. */
    Document settling(UUID wish) {
        if (wishes.stream().noneMatch(one -> one.id().equals(wish))) {
            throw Refusal.notFound("wish");
        }
        return new Document(
                type,
                scope,
                owner,
                tags,
                standing,
                wishes.stream()
                        .map(one ->
                                one.id().equals(wish) ? new Wish(one.id(), one.text(), one.by(), one.at(), true) : one)
                        .toList());
    }
}
