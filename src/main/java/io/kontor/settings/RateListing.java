package io.kontor.settings;

import io.kontor.company.Rates;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.ui.Option;
import java.util.List;
import org.springframework.stereotype.Component;

/** Exchange rates, the newest day first. */
@Component
public final class RateListing implements Listing {
    private final Rates rates;

    RateListing(Rates rates) {
        this.rates = rates;
    }

    @Override
    public String code() {
        return "rates";
    }

    @Override
    public String createPath() {
        return "/settings/rates/new";
    }

    @Override
    public Verb createRight() {
        return Verb.CHANGE;
    }

    @Override
    public String icon() {
        return "currency-euro";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Rates.KIND,
                "/settings/rates",
                "company.rate_v r",
                "r.id",
                who -> who.may(Rates.KIND, Verb.SEE) ? SqlPart.TRUE : SqlPart.FALSE,
                null,
                "-day",
                true,
                id -> "/settings/rates/" + id,
                List.of(
                        Column.day("day", "r.day").sorted("r.day", "date"),
                        Column.choice("base", "r.base", "", this::currencies).sorted("r.base", "text"),
                        Column.choice("quote", "r.quote", "", this::currencies).sorted("r.quote", "text"),
                        Column.number("rate", "r.rate").sorted("r.rate", "numeric"),
                        Column.text("source", "r.source")));
    }

    private List<Option> currencies(Actor actor, Words words) {
        return rates.currencies(actor).stream()
                .map(code -> new Option(code, code + " – " + words.currencyName(code)))
                .toList();
    }
}
