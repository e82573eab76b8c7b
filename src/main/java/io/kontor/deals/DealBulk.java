package io.kontor.deals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.lists.BulkAction;
import io.kontor.lists.BulkChange;
import io.kontor.people.People;
import io.kontor.ui.Option;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with many deals of a list at once. */
@Component
class DealBulk {
    private static final String PERMISSION = "deal:change";

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
                change(
                                "owner",
                                told -> {
                                    var owner = Option.id(told.value()).orElse(null);
                                    return deal -> deal.builder().ownerId(owner).build();
                                },
                                (actor, words, from) -> owner(actor))
                        .choice(this::owners),
                // The day is the one on which a deal was won or lost.
                BulkChange.of(
                                PERMISSION,
                                "stage",
                                Deal::name,
                                (actor, rows, told, write) -> deals.moveManyOn(
                                        actor, rows, stage(told.value()), told.from(), told.reason(), write),
                                (actor, words, from) -> deal -> words.t(
                                        "value.deal.stage." + deal.stage().code()))
                        .choice(DealBulk::stages)
                        .fromADay(),
                change(
                                "expected",
                                told -> {
                                    var day = day(told.value());
                                    return deal ->
                                            deal.builder().expectedCloseOn(day).build();
                                },
                                (actor, words, from) -> deal -> words.day(deal.expectedCloseOn()))
                        .day());
    }

    private BulkChange<Deal> change(
            String code, Function<BulkAction.Told, UnaryOperator<Deal>> edit, BulkChange.Shown<Deal> shown) {
        return BulkChange.of(
                PERMISSION,
                code,
                Deal::name,
                (actor, rows, told, write) -> deals.changeMany(actor, rows, edit.apply(told), told.reason(), write),
                shown);
    }

    private Function<Deal, String> owner(Actor actor) {
        var names = people.ofOffice(actor).stream().collect(Collectors.toMap(People.Named::id, People.Named::name));
        return deal -> deal.ownerId() == null ? "" : names.getOrDefault(deal.ownerId(), "");
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
}
