package io.kontor.company;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The company as its pages and numbers need it; also the complete state in the ledger.
 *
 * @param currency the reporting currency, ISO 4217
 * @param zone the time zone in which a day is a day
 * @param fiscalMonth the first month of the fiscal year, 1 to 12
 * @param language of who has not chosen one
 * @param languages in which texts for partners are kept
 * @param logo a file, or none
 * @param fileNames a regular expression all names of uploaded files must match, or none
 * @param setUp false while everything is as it came
 */
public record CompanyProfile(
        String name,
        String currency,
        String zone,
        int fiscalMonth,
        String language,
        List<String> languages,
        @Nullable UUID logo,
        @Nullable String fileNames,
        boolean setUp) {
    public CompanyProfile {
        name = Fields.required(name, "name", 120);
        var code = currency;
        currency = Fields.at("currency", () -> Money.currency(code));
        zone = zone(zone);
        if (fiscalMonth < 1 || fiscalMonth > 12) {
            throw Refusal.invalid("month-unknown", "month", fiscalMonth).at("fiscalMonth");
        }
        language = spoken(language, "language");
        languages = languages.stream()
                .map(tag -> spoken(tag, "languages"))
                .distinct()
                .toList();
        fileNames = pattern(fileNames);
        if (!languages.contains(language)) {
            throw Refusal.invalid("default-language-not-among", "language", language)
                    .at("languages");
        }
    }

    /** What an office is before anybody told it anything. */
    static CompanyProfile untold() {
        return new CompanyProfile("Kontor", "EUR", "UTC", 1, "en", List.of("en"), null, null, false);
    }

    public CompanyProfile withLogo(@Nullable UUID file) {
        return new CompanyProfile(name, currency, zone, fiscalMonth, language, languages, file, fileNames, setUp);
    }

    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** Today, where the company is. */
    public LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), zoneId());
    }

    /** The last moment of a day, where the company is; what was recorded until then was known on that day. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zoneId()).toInstant().minusNanos(1_000);
    }

    public Language defaultLanguage() {
        return Language.of(language).orElse(Language.EN);
    }

    private static @Nullable String pattern(@Nullable String pattern) {
        var clean = Fields.optional(pattern, "fileNames", 200);
        try {
            return clean == null ? null : Pattern.compile(clean).pattern();
        } catch (PatternSyntaxException e) {
            throw Refusal.invalid("pattern-malformed", "pattern", String.valueOf(clean))
                    .at("fileNames");
        }
    }

    private static String zone(String zone) {
        try {
            return ZoneId.of(zone.strip()).getId();
        } catch (DateTimeException e) {
            throw Refusal.invalid("zone-unknown", "zone", zone).at("zone");
        }
    }

    private static String spoken(String tag, String field) {
        return Language.of(tag)
                .filter(Language.SHIPPED::contains)
                .map(Language::tag)
                .orElseThrow(() ->
                        Refusal.invalid("language-unknown", "language", tag).at(field));
    }
}
