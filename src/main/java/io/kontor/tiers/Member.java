package io.kontor.tiers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A membership as it stands on a day, with everything the rules may ask about its partner.
 *
 * @param region the region's id, {@code regionCode} its code
 * @param since the first day of the tier it has; none when it always had it
 * @param numbers by measure; one that is not there is not known
 * @param custom values of custom fields by term; one that is not there is not known, null is nothing
 */
record Member(
        UUID membership,
        UUID partner,
        String name,
        @Nullable UUID region,
        @Nullable String regionCode,
        @Nullable String country,
        @Nullable String segment,
        List<String> types,
        LocalDate joined,
        @Nullable String tier,
        @Nullable LocalDate since,
        Map<String, BigDecimal> numbers,
        Map<String, @Nullable Object> custom) {
    static final String REVENUE = "revenue_12_months";
    static final String DEALS = "deals_12_months";
    static final String ENGAGEMENT = "engagement";
    static final String UNPRICED = "unpriced_12_months";
    static final String DAYS = "days_in_programme";

    /** Everything there is to know, by the words of the vocabulary; what is not known is left out. */
    Map<String, @Nullable Object> facts(LocalDate day) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        for (var number : List.of(REVENUE, DEALS, ENGAGEMENT)) {
            var value = numbers.get(number);
            if (value != null) {
                facts.put(number, value);
            }
        }
        facts.put("partner_type", types);
        facts.put("country", country);
        facts.put("region", regionCode);
        facts.put("segment", segment);
        facts.put(DAYS, BigDecimal.valueOf(ChronoUnit.DAYS.between(joined, day)));
        facts.putAll(custom);
        return facts;
    }

    BigDecimal number(String measure) {
        return numbers.getOrDefault(measure, BigDecimal.ZERO);
    }

    Member with(Map<String, BigDecimal> others) {
        var all = new LinkedHashMap<>(numbers);
        all.putAll(others);
        return new Member(
                membership,
                partner,
                name,
                region,
                regionCode,
                country,
                segment,
                types,
                joined,
                tier,
                since,
                Map.copyOf(all),
                custom);
    }

    Member withCustom(Map<String, @Nullable Object> values) {
        return new Member(
                membership,
                partner,
                name,
                region,
                regionCode,
                country,
                segment,
                types,
                joined,
                tier,
                since,
                numbers,
                values);
    }

    /** Since when it has its tier, for a sentence. */
    LocalDate holdsSince() {
        return since == null ? joined : since;
    }
}
