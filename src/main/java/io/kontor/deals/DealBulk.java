package io.kontor.deals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.lists.BulkAction;
import io.kontor.people.People;
import io.kontor.ui.Option;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with many deals of a list at once. */
@Component
class DealBulk {
    private final Deals deals;
    private final People people;

    DealBulk(Deals deals, People people) {
        this.deals = deals;
        this.people = people;
    }

    List<Option> owners(Actor actor, Words words) {
        return people.ofOffice(actor).stream()
                .map(one -> new Option(one.id().toString(), one.name()))
                .toList();
    }

    static List<Option> stages(Actor actor, Words words) {
        return Option.of(words, "value.deal.stage", Stage.values());
    }

    List<BulkAction> actions() {
        return List.of(
                new Bulk(
                        "owner",
                        BulkAction.Control.CHOICE,
                        this::owners,
                        (told, actor, rows, write) -> {
                            var owner = Option.id(told.value()).orElse(null);
                            return deals.changeMany(
                                    actor,
                                    rows,
                                    deal -> deal.builder().ownerId(owner).build(),
                                    told.reason(),
                                    write);
                        },
                        (actor, words) -> {
                            var names = people.ofOffice(actor);
                            return deal -> names.stream()
                                    .filter(one -> one.id().equals(deal.ownerId()))
                                    .map(People.Named::name)
                                    .findFirst()
                                    .orElse("");
                        }),
                new Bulk(
                        "stage",
                        BulkAction.Control.CHOICE,
                        DealBulk::stages,
                        (told, actor, rows, write) ->
                                deals.moveManyOn(actor, rows, stage(told.value()), told.from(), told.reason(), write),
                        (actor, words) -> deal ->
                                words.t("value.deal.stage." + deal.stage().code())),
                new Bulk(
                        "expected",
                        BulkAction.Control.DAY,
                        (actor, words) -> List.of(),
                        (told, actor, rows, write) -> {
                            var day = day(told.value());
                            return deals.changeMany(
                                    actor,
                                    rows,
                                    deal -> deal.builder().expectedCloseOn(day).build(),
                                    told.reason(),
                                    write);
                        },
                        (actor, words) -> deal -> words.day(deal.expectedCloseOn())));
    }

    private static Stage stage(String value) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.code().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("field-required").at("value"));
    }

    private static @Nullable LocalDate day(String value) {
        try {
            return value.isBlank() ? null : LocalDate.parse(value.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("day-malformed", "value", value).at("value");
        }
    }

    @FunctionalInterface
    private interface Work {
        List<Book.Effect<Deal>> run(BulkAction.Told told, Actor actor, List<UUID> rows, boolean write);
    }

    /** Changes one part of many deals. */
    private record Bulk(
            String code,
            Control control,
            BiFunction<Actor, Words, List<Option>> choices,
            Work work,
            BiFunction<Actor, Words, Function<Deal, String>> shown)
            implements BulkAction {
        @Override
        public String permission() {
            return "deal:change";
        }

        /** The day a deal was won or lost. */
        @Override
        public boolean dated() {
            return code.equals("stage");
        }

        @Override
        public List<Option> options(Actor actor, Words words) {
            return choices.apply(actor, words);
        }

        @Override
        public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
            var show = shown.apply(actor, words);
            return work.run(told, actor, rows, write).stream()
                    .map(effect -> new Effect(
                            effect.id(),
                            effect.before().name(),
                            show.apply(effect.before()),
                            effect.changes() && show.apply(effect.after()).isEmpty() ? "–" : show.apply(effect.after()),
                            effect.refusal()))
                    .toList();
        }
    }
}
