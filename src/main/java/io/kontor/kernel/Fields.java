package io.kontor.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checks every record of every room makes on its texts, so that the same mistake gets the same sentence everywhere. */
public final class Fields {
    private Fields() {}

    /** Cleaned text that must be there. Refuses: empty, too long, control characters. */
    public static String required(@Nullable String value, String field, int most) {
        var clean = optional(value, field, most);
        if (clean == null) {
            throw Refusal.invalid("field-required").at(field);
        }
        return clean;
    }

    /** Cleaned text, or null when there is none: normalised (NFC), stripped, of bounded length, without control characters. */
    public static @Nullable String optional(@Nullable String value, String field, int most) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var clean = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (clean.length() > most) {
            throw Refusal.invalid("field-too-long", "length", clean.length(), "most", most)
                    .at(field);
        }
        if (clean.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
            throw Refusal.invalid("field-control-characters").at(field);
        }
        return clean;
    }

    /** A short code of letters, digits, dot, dash and underscore, in lower case. */
    public static String code(@Nullable String value, String field) {
        var code = required(value, field, 60).toLowerCase(Locale.ROOT);
        if (!code.matches("[a-z0-9][a-z0-9._-]*")) {
            throw Refusal.invalid("field-no-code", "value", code).at(field);
        }
        return code;
    }

    /** An ISO 3166-1 country code, or null. Refuses: no such country. */
    public static @Nullable String country(@Nullable String value, String field) {
        var clean = optional(value, field, 60);
        if (clean == null) {
            return null;
        }
        var code = clean.toUpperCase(Locale.ROOT);
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)) {
            throw Refusal.invalid("country-unknown", "country", clean).at(field);
        }
        return code;
    }

    /** An internet domain in its plain form (lower case, punycode, no {@code www.}). Refuses: not a domain. */
    public static String domain(String value, String field) {
        var bare = value.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("[/?#:].*$", "")
                .replaceFirst("^www\\.", "");
        try {
            var ascii = java.net.IDN.toASCII(bare, java.net.IDN.USE_STD3_ASCII_RULES);
            if (ascii.length() <= 253
                    && ascii.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}")) {
                return ascii;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw Refusal.invalid("domain-malformed", "domain", value).at(field);
    }

    /** An address of electronic mail in lower case. Refuses: not one. */
    public static String email(@Nullable String value, String field) {
        var address = required(value, field, 254).toLowerCase(Locale.ROOT);
        if (Erased.is(address)) {
            return address;
        }
        int at = address.lastIndexOf('@');
        if (at < 1
                || at > 64
                || address.indexOf(' ') >= 0
                || !address.substring(0, at).matches("[^\\s@<>()\\[\\],;:\\\\\"]+")) {
            throw Refusal.invalid("email-malformed", "email", address).at(field);
        }
        try {
            return address.substring(0, at + 1) + domain(address.substring(at + 1), field);
        } catch (Refusal refusal) {
            throw Refusal.invalid("email-malformed", "email", address).at(field);
        }
    }

    /** Runs a check and lets its refusal point at the field. */
    public static <T> T at(String field, Supplier<T> check) {
        try {
            return check.get();
        } catch (Refusal refusal) {
            throw refusal.field() == null ? refusal.at(field) : refusal;
        }
    }
}
