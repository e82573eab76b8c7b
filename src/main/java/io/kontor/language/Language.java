package io.kontor.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages Kontor speaks. The last one is for tests: English made 40 % longer and written from right to left. */
public enum Language {
    EN("en", Locale.ENGLISH, "English"),
    FR("fr", Locale.FRENCH, "Français"),
    DE("de", Locale.GERMAN, "Deutsch"),
    ES("es", Locale.of("es"), "Español"),
    PSEUDO("qps", Locale.ENGLISH, "[Pšéûðó]");

    /** What people may choose. */
    public static final List<Language> SHIPPED = List.of(EN, FR, DE, ES);

    private final String tag;
    private final Locale locale;
    private final String ownName;

    Language(String tag, Locale locale, String ownName) {
        this.tag = tag;
        this.locale = locale;
        this.ownName = ownName;
    }

    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    /** The language's name in itself. */
    public String ownName() {
        return ownName;
    }

    public String direction() {
        return this == PSEUDO ? "rtl" : "ltr";
    }

    /** The language of a tag such as {@code de} or {@code de-AT}, if we speak it. */
    public static Optional<Language> of(String tag) {
        var wanted = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", -1)[0];
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(wanted))
                .findFirst();
    }

    /** The first language of an {@code Accept-Language} list that we speak. */
    public static Optional<Language> accepted(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .flatMap(range -> of(range.getRange()).stream())
                    .filter(SHIPPED::contains)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
