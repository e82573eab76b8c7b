package io.kontor.governance;

import io.kontor.database.Tx;
import io.kontor.governance.Languages.Translation;
import io.kontor.governance.ProgrammeChange.Item;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.ledger.States;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The languages of drafts: what a document of a change says in others than the one it is written in. */
@Component
public final class Translations {
    private final Tx tx;
    private final Types types;
    private final Changes changes;
    private final ChangeBook kept;

    Translations(Tx tx, Types types, Changes changes, ChangeBook kept) {
        this.tx = tx;
        this.types = types;
        this.changes = changes;
        this.kept = kept;
    }

    /**
     * The languages of a draft.
     *
     * @param count how many texts there are to translate
     * @param readable whether the draft makes sense, so that its texts are known
     */
    public record Sheet(
            UUID version, ProgrammeChange change, Item item, int count, List<Variant> variants, boolean readable) {
        /** Refuses: the draft has no such language. */
        public Variant variant(String tag) {
            return variants.stream()
                    .filter(one -> one.language().tag().equals(tag))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("language"));
        }
    }

    /**
     * What was typed for a text.
     *
     * @param fits whether an older translation still fits what the original says now
     */
    public record Typed(String place, String text, boolean fits) {
        public Typed {
            text = text.strip().replace("\r\n", "\n");
        }
    }

    public Sheet of(Actor actor, UUID id, UUID item) {
        return tx.as(actor, () -> {
            var known = changes.find(actor, id);
            var one = known.state().item(item);
            return sheet(known.version(), known.state(), one, types.of(one.type()));
        });
    }

    private static <T extends Record> Sheet sheet(
            UUID version, ProgrammeChange change, Item item, DocumentType<T> type) {
        if (item.content() == null) {
            return new Sheet(version, change, item, 0, List.of(), false);
        }
        var content = Contents.read(type, item.schema(), item.content());
        return new Sheet(
                version,
                change,
                item,
                Texts.of(type, content).size(),
                Variant.all(type, content, item.languages()),
                true);
    }

    /** Adds a language, with no text in it yet. Refuses: no such language; it is the original. */
    public void add(Actor actor, UUID id, UUID item, String tag) {
        revise(
                actor,
                id,
                item,
                languages -> languages
                        .variant(tag)
                        .map(there -> languages)
                        .orElseGet(() -> languages.with(Languages.known(tag).tag(), Map.of())));
    }

    /** Takes a language out of the draft; versions that were published keep it. */
    public void remove(Actor actor, UUID id, UUID item, String tag) {
        revise(actor, id, item, languages -> languages.without(tag));
    }

    /** Says which language the content is written in. Refuses: there are translations into it. */
    public void writtenIn(Actor actor, UUID id, UUID item, String tag) {
        revise(actor, id, item, languages -> languages.writtenIn(tag));
    }

    private void revise(Actor actor, UUID id, UUID item, java.util.function.UnaryOperator<Languages> edit) {
        changes.revise(
                actor, id, "edited", change -> change.with(item, one -> one.speaking(edit.apply(one.languages()))));
    }

    /** What is wrong with what was typed, by place: too long, or otherwise not what the document can say. */
    public Map<String, Refusal> wrong(Actor actor, UUID id, UUID item, List<Typed> typed) {
        var one = changes.find(actor, id).state().item(item);
        return wrong(one, types.of(one.type()), typed);
    }

    private static <T extends Record> Map<String, Refusal> wrong(Item item, DocumentType<T> type, List<Typed> typed) {
        var content = content(item, type);
        var wrong = new LinkedHashMap<String, Refusal>();
        for (var one : typed) {
            if (one.text().isEmpty()) {
                continue;
            }
            try {
                new Translation("-", one.text());
                Texts.saying(type, content, text -> text.place().equals(one.place()) ? one.text() : null);
            } catch (Refusal refusal) {
                wrong.put(one.place(), refusal.at(one.place()));
            } catch (JacksonException e) {
                wrong.put(one.place(), refusal(e).at(one.place()));
            }
        }
        return wrong;
    }

    private static Refusal refusal(JacksonException e) {
        return e.getCause() instanceof Refusal refusal ? refusal : Refusal.invalid("language-text-unfit");
    }

    private static <T extends Record> T content(Item item, DocumentType<T> type) {
        if (item.content() == null) {
            throw Refusal.conflict("languages-draft-first");
        }
        return Contents.read(type, item.schema(), item.content());
    }

    /**
     * Keeps translations; empty ones are taken out. What somebody else translated meanwhile stays.
     *
     * @param seen the entry the translator had before them
     * @return how many were left out because their text is no longer there
     * @throws Clash when somebody else translated the same text otherwise. Refuses: the draft has no such language; a text does
     *     not fit
     */
    public int translate(Actor actor, UUID id, UUID seen, UUID item, String tag, List<Typed> typed) {
        return tx.as(actor, () -> {
            wrong(actor, id, item, typed).values().stream().findFirst().ifPresent(refusal -> {
                throw refusal;
            });
            changes.find(actor, id);
            var known = kept.lock(id);
            var now = known.state().item(item);
            var before = Objects.requireNonNull(
                            known.version().equals(seen)
                                    ? known.state()
                                    : kept.book().statesAt(Map.of(id, seen)).get(id),
                            "a version there was")
                    .item(item);
            if (now.languages().variant(tag).isEmpty()) {
                throw Refusal.notFound("language");
            }
            var merge = new Merge(new Subject(Changes.KIND, id), known.version(), known.state());
            var laid = merge.of(types.of(now.type()), Languages.known(tag), before, now, typed);
            revise(actor, id, item, languages -> languages.with(tag, laid.translations()));
            return laid.gone();
        });
    }

    private record Kept(Map<String, Translation> translations, int gone) {}

    /** What was typed over what its translator saw, put together with what is there now. */
    private record Merge(Subject subject, UUID version, ProgrammeChange current) {
        <T extends Record> Kept of(DocumentType<T> type, Language language, Item before, Item now, List<Typed> typed) {
            var saw = variant(type, language, before);
            var is = variant(type, language, now);
            var mine = new LinkedHashMap<String, Translation>();
            var clashes = new ArrayList<Clash.Field>();
            int gone = 0;
            var byPlace = typed.stream().collect(Collectors.toMap(Typed::place, one -> one, (one, other) -> other));
            for (var was : saw.texts()) {
                var said = byPlace.remove(was.place());
                var theirs = there(is, was);
                var yours = said == null ? translation(was) : typed(was, said);
                var old = translation(was);
                if (Objects.equals(yours, old)) {
                    put(mine, was.place(), theirs);
                } else if (!Objects.equals(theirs, old) && !Objects.equals(theirs, yours)) {
                    clashes.add(new Clash.Field("items", text(old), text(theirs), text(yours)));
                } else {
                    put(mine, was.place(), yours);
                }
            }
            if (!clashes.isEmpty()) {
                throw new Clash(subject, version, clashes, current);
            }
            gone += (int) byPlace.values().stream()
                    .filter(one -> !one.text().isEmpty())
                    .count();
            for (var text : is.texts()) {
                if (text.text() != null && there(saw, text) == null && !known(saw, text)) {
                    put(mine, text.place(), translation(text));
                }
            }
            var laid = Variant.of(type, content(now, type), language, mine);
            return new Kept(laid.translations(), gone + laid.gone().size());
        }

        private static <T extends Record> Variant variant(DocumentType<T> type, Language language, Item item) {
            return Variant.of(
                    type, content(item, type), language, item.languages().texts(language.tag()));
        }

        /** What a variant has for a text, which may stand elsewhere in it. */
        private static @Nullable Translation there(Variant variant, Variant.Beside text) {
            return variant.texts().stream()
                    .filter(one ->
                            one.place().equals(text.place()) || one.original().equals(text.original()))
                    .min(java.util.Comparator.comparing(
                            (Variant.Beside one) -> !one.original().equals(text.original())))
                    .map(Merge::translation)
                    .orElse(null);
        }

        private static boolean known(Variant variant, Variant.Beside text) {
            return variant.texts().stream().anyMatch(one -> one.original().equals(text.original()));
        }

        private static @Nullable Translation translation(Variant.Beside beside) {
            return beside.of() == null || beside.text() == null ? null : new Translation(beside.of(), beside.text());
        }

        /** A text that was not touched stays as old as it was. */
        private static @Nullable Translation typed(Variant.Beside was, Typed said) {
            if (said.text().isEmpty()) {
                return null;
            }
            return said.text().equals(was.text()) && !said.fits()
                    ? translation(was)
                    : new Translation(was.original(), said.text());
        }

        private static void put(Map<String, Translation> kept, String place, @Nullable Translation one) {
            if (one != null) {
                kept.put(place, one);
            }
        }

        private static String text(@Nullable Translation one) {
            return States.write(one == null ? "" : one.text());
        }
    }
}
