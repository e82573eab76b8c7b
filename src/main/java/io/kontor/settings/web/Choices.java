package io.kontor.settings.web;

import io.kontor.company.Regions;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Side;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.People;
import io.kontor.people.Roles;
import io.kontor.settings.RoleNames;
import io.kontor.ui.Option;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the forms of the settings offer to choose from. */
@Component
class Choices {
    private final Regions regions;
    private final People people;
    private final Roles roles;

    Choices(Regions regions, People people, Roles roles) {
        this.regions = regions;
        this.people = people;
        this.roles = roles;
    }

    static List<Option> languages() {
        return Language.SHIPPED.stream()
                .map(language -> new Option(language.tag(), language.ownName()))
                .toList();
    }

    static List<Option> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.equals("UTC") || zone.matches("(?!Etc|SystemV).+/.+"))
                .sorted()
                .map(zone -> new Option(zone, zone.replace('_', ' ')))
                .toList();
    }

    static List<Option> currencies(Words words) {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .sorted()
                .map(code -> new Option(code, code + " – " + words.currencyName(code)))
                .toList();
    }

    static List<Option> months(Words words) {
        return Stream.of(Month.values())
                .map(month -> new Option(
                        Integer.toString(month.getValue()),
                        month.getDisplayName(
                                TextStyle.FULL_STANDALONE, words.language().locale())))
                .toList();
    }

    List<Option> regions(Actor actor) {
        return regions.all(actor).stream()
                .filter(region -> !region.withdrawn())
                .map(region -> new Option(region.id().toString(), region.name()))
                .toList();
    }

    List<Option> office(Actor actor) {
        return people.ofOffice(actor).stream()
                .map(one -> new Option(one.id().toString(), one.name()))
                .toList();
    }

    List<Option> roles(Actor actor, Words words, Side side) {
        return roles.all(actor, side).stream()
                .map(known -> new Option(known.role().code(), RoleNames.of(words, known.role())))
                .toList();
    }
}
