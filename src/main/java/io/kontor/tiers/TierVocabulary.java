package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.company.Rates;
import io.kontor.company.Regions;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.rules.CustomTerms;
import io.kontor.rules.Kind;
import io.kontor.rules.Term;
import io.kontor.rules.Vocabulary;
import io.kontor.rules.spi.VocabularySource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What rules of tiers may ask of a member: what it came to, what it is, and the fields the office made itself. */
@Component
final class TierVocabulary implements VocabularySource {
    private final CustomTerms own;
    private final Regions regions;
    private final Company company;
    private final Rates rates;

    TierVocabulary(CustomTerms own, Regions regions, Company company, Rates rates) {
        this.own = own;
        this.regions = regions;
        this.company = company;
        this.rates = rates;
    }

    @Override
    public String code() {
        return TierRules.VOCABULARY;
    }

    @Override
    public Vocabulary vocabulary(Actor actor) {
        var terms = new ArrayList<Term>(List.of(
                new Term(Member.REVENUE, Kind.AMOUNT, names(Member.REVENUE)).always(),
                new Term(Member.DEALS, Kind.NUMBER, names(Member.DEALS)).always(),
                new Term(Member.ENGAGEMENT, Kind.NUMBER, names(Member.ENGAGEMENT)).always(),
                new Term(Member.DAYS, Kind.NUMBER, names(Member.DAYS)).always(),
                new Term("partner_type", Kind.TEXTS, names("partner_type"), types(), false, null),
                new Term("country", Kind.TEXT, names("country")),
                new Term("region", Kind.TEXT, names("region"), regions(actor), false, null),
                new Term("segment", Kind.TEXT, names("segment"))));
        terms.addAll(own.of(actor, Partners.KIND));
        return new Vocabulary(TierRules.VOCABULARY, terms);
    }

    private static Map<String, String> names(String word) {
        var names = new LinkedHashMap<String, String>();
        for (var language : Language.values()) {
            names.put(language.tag(), new Words(language, ZoneOffset.UTC).t("tiers.term." + word));
        }
        return names;
    }

    private static List<Term.Choice> types() {
        return Arrays.stream(PartnerType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .map(code -> {
                    var names = new LinkedHashMap<String, String>();
                    for (var language : Language.values()) {
                        names.put(language.tag(), new Words(language, ZoneOffset.UTC).t("value.partner.types." + code));
                    }
                    return new Term.Choice(code, names);
                })
                .toList();
    }

    private List<Term.Choice> regions(Actor actor) {
        return regions.all(actor).stream()
                .filter(region -> !region.withdrawn())
                .map(region -> new Term.Choice(region.code(), Map.of("en", region.name())))
                .toList();
    }

    /**
     * What partners' own fields hold now, by term; null where there is nothing. Amounts are in the reporting currency at the rate
     * of the day; one without a rate is unknown, and left out.
     */
    Map<UUID, Map<String, @Nullable Object>> custom(Actor actor, Map<UUID, Partner> partners, LocalDate day) {
        var values = new HashMap<UUID, Map<String, String>>();
        partners.forEach((id, partner) -> values.put(id, partner.custom()));
        return own.values(actor, Partners.KIND, values, new Worth(actor, day)::of);
    }

    /** What amounts come to in the reporting currency on a day; each rate is looked up once. */
    private final class Worth {
        private final Actor actor;
        private final LocalDate day;
        private final String currency;
        private final Map<String, Optional<BigDecimal>> known = new HashMap<>();

        Worth(Actor actor, LocalDate day) {
            this.actor = actor;
            this.day = day;
            this.currency = company.profile(actor).currency();
        }

        Optional<BigDecimal> of(Money money) {
            return known.computeIfAbsent(money.currency(), this::rate)
                    .map(rate -> money.amount().multiply(rate).setScale(2, RoundingMode.HALF_EVEN));
        }

        private Optional<BigDecimal> rate(String from) {
            return from.equals(currency) ? Optional.of(BigDecimal.ONE) : rates.at(actor, from, currency, day);
        }
    }
}
