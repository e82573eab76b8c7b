package io.kontor.governance;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change to the programme: what some documents are to say, and how far it is on its way; also the complete state in the
 * ledger.
 *
 * @param author whose change it is, or none for the house
 * @param team whose publications it counts among
 * @param effective the day it is to be published, or none for as soon as it may be
 * @param remarks the discussion, the oldest first
 * @param request for approval, or none
 * @param figures what its simulation foresaw
 * @param publishing how far its publishing is, or none before
 * @param watchedUntil the last day its figures are watched
 */
public record ProgrammeChange(
        String title,
        @Nullable @FreeText String why,
        Life life,
        @Nullable UUID author,
        @Nullable UUID team,
        @Nullable LocalDate effective,
        List<Item> items,
        List<Remark> remarks,
        @Nullable UUID request,
        Map<String, BigDecimal> figures,
        @Nullable Publishing publishing,
        @Nullable LocalDate watchedUntil) {
    private static final int MOST_ITEMS = 50;
    private static final int MOST_REMARKS = 500;
    private static final int LONGEST = 1_000_000;

    /**
     * What one document is to say.
     *
     * @param base the version the draft was made from, or none for a document that says nothing yet
     * @param matters whether the next version gets a new number before the point
     * @param schema the form the content is written in
     * @param text as somebody typed it; kept also when it makes no sense
     * @param content canonical JSON; none while the text makes no sense
     * @param published the version it became
     * @param languages it is written and translated in
     */
    public record Item(
            UUID id,
            String type,
            DocumentScope scope,
            @Nullable DocumentVersion base,
            boolean matters,
            int schema,
            String text,
            @Nullable String content,
            @Nullable DocumentVersion published,
            Languages languages) {
        public Item {
            languages = Objects.requireNonNullElse(languages, Languages.UNSAID);
            // An empty text is left out of the state.
            text = Objects.requireNonNullElse(text, "");
            if (text.length() > LONGEST) {
                throw Refusal.invalid("field-too-long", "length", text.length(), "most", LONGEST)
                        .at("text");
            }
        }

        Item writing(String typed, @Nullable String made, int form) {
            return new Item(id, type, scope, base, matters, form, typed, made, null, languages);
        }

        Item on(@Nullable DocumentVersion version) {
            return new Item(id, type, scope, version, matters, schema, text, content, null, languages);
        }

        Item speaking(Languages others) {
            return new Item(id, type, scope, base, matters, schema, text, content, null, others);
        }

        Item mattering(boolean much) {
            return new Item(id, type, scope, base, much, schema, text, content, null, languages);
        }

        Item became(@Nullable DocumentVersion version) {
            return new Item(id, type, scope, base, matters, schema, text, content, version, languages);
        }

        /** By which documents are named. */
        public String code() {
            return type + ":" + scope.code();
        }
    }

    /** @param by who said it, or none for the house */
    public record Remark(
            UUID id,
            @Nullable UUID by,
            Instant at,
            @FreeText String text) {
        public Remark {
            text = Fields.required(text, "remark", 4_000);
        }
    }

    /**
     * How far publishing is.
     *
     * @param back whether it is being taken back
     * @param done batches done, of all of them
     * @param tries of the batch that comes next
     * @param next when it is tried again
     * @param problem why it was stopped, or is taken back; the key of a sentence
     */
    public record Publishing(
            Instant began,
            boolean back,
            int done,
            int of,
            int tries,
            @Nullable Instant next,
            @Nullable String problem,
            Map<String, String> details) {
        public Publishing {
            details = Map.copyOf(details);
        }
    }

    public ProgrammeChange {
        title = Fields.required(title, "title", 200);
        why = Fields.optional(why, "why", 4_000);
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
        figures = Map.copyOf(figures);
        if (items.size() > MOST_ITEMS) {
            throw Refusal.invalid("change-too-many-items", "most", MOST_ITEMS).at("items");
        }
        if (remarks.size() > MOST_REMARKS) {
            throw Refusal.invalid("change-too-many-remarks", "most", MOST_REMARKS)
                    .at("remark");
        }
        var codes = new HashSet<String>();
        for (var item : items) {
            if (!codes.add(item.code())) {
                throw Refusal.conflict("change-document-twice", "document", item.code())
                        .at("scope");
            }
        }
    }

    static ProgrammeChange fresh(String title, @Nullable String why, @Nullable UUID author, @Nullable UUID team) {
        return new ProgrammeChange(
                title, why, Life.DRAFT, author, team, null, List.of(), List.of(), null, Map.of(), null, null);
    }

    /** Refuses: no such part. */
    public Item item(UUID id) {
        return find(id).orElseThrow(() -> Refusal.notFound("document"));
    }

    private Optional<Item> find(UUID id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** What approvals are bound to: a digest of everything it would make documents say. */
    public String hash() {
        var parts = new ArrayList<List<String>>();
        for (var item : items) {
            parts.add(List.of(
                    item.code(),
                    String.valueOf(item.base()),
                    String.valueOf(item.matters()),
                    String.valueOf(item.schema()),
                    item.content() == null ? item.text() : item.content(),
                    Contents.canonical(item.languages())));
        }
        return Contents.hash(Contents.canonical(parts));
    }

    ProgrammeChange described(String called, @Nullable String because, @Nullable LocalDate from) {
        return new ProgrammeChange(
                called, because, life, author, team, from, items, remarks, request, figures, publishing, watchedUntil);
    }

    /** Made a draft again: what was checked, foreseen and approved of it holds no more. */
    ProgrammeChange with(List<Item> others) {
        var now = life == Life.DRAFT ? life : life.by(Life.Step.EDIT);
        return new ProgrammeChange(
                title, why, now, author, team, effective, others, remarks, null, Map.of(), null, null);
    }

    ProgrammeChange with(UUID item, UnaryOperator<Item> edit) {
        item(item);
        return with(items.stream()
                .map(one -> one.id().equals(item) ? edit.apply(one) : one)
                .toList());
    }

    ProgrammeChange drafted() {
        return with(items);
    }

    ProgrammeChange remarked(Remark remark) {
        var more = new ArrayList<>(remarks);
        more.add(remark);
        return new ProgrammeChange(
                title, why, life, author, team, effective, items, more, request, figures, publishing, watchedUntil);
    }

    ProgrammeChange by(Life.Step step) {
        return at(life.by(step), publishing);
    }

    ProgrammeChange by(Life.Step step, @Nullable Publishing how) {
        return at(life.by(step), how);
    }

    ProgrammeChange at(Life now, @Nullable Publishing how) {
        return new ProgrammeChange(
                title, why, now, author, team, effective, items, remarks, request, figures, how, watchedUntil);
    }

    /** On its way back from now on. */
    ProgrammeChange goingBack(Instant now) {
        return at(
                life,
                publishing == null
                        ? new Publishing(now, true, 0, 0, 0, null, null, Map.of())
                        : new Publishing(
                                publishing.began(), true, publishing.done(), publishing.of(), 0, null, null, Map.of()));
    }

    ProgrammeChange foreseen(Map<String, BigDecimal> foreseen) {
        return new ProgrammeChange(
                title,
                why,
                life.by(Life.Step.SIMULATE),
                author,
                team,
                effective,
                items,
                remarks,
                request,
                foreseen,
                publishing,
                watchedUntil);
    }

    ProgrammeChange asking(@Nullable UUID approval) {
        return new ProgrammeChange(
                title,
                why,
                life.by(Life.Step.SUBMIT),
                author,
                team,
                effective,
                items,
                remarks,
                approval,
                figures,
                publishing,
                watchedUntil);
    }

    /** In the order in which its parts are published, each with the number it gets. */
    ProgrammeChange numbered(List<Item> became) {
        return new ProgrammeChange(
                title, why, life, author, team, effective, became, remarks, request, figures, publishing, watchedUntil);
    }

    ProgrammeChange published(List<Item> became, @Nullable LocalDate until) {
        return new ProgrammeChange(
                title,
                why,
                life.by(Life.Step.FINISH),
                author,
                team,
                effective,
                became,
                remarks,
                request,
                figures,
                publishing,
                until);
    }
}
