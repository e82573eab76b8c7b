package io.kontor.cli;

import io.kontor.language.Language;
import io.kontor.language.Words;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** How this terminal speaks: its language, and JSON for programs. */
final class Terminal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Terminal() {}

    /** In the language of {@code LC_ALL}, {@code LC_MESSAGES} or {@code LANG}. */
    static Words words() {
        var language = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .flatMap(Language::of)
                .orElse(Language.EN);
        return new Words(language, ZoneId.systemDefault());
    }

    /** To standard error: progress and everything a program that reads the result must not see. */
    static void say(String key, Object... arguments) {
        System.err.println(words().t(key, arguments));
    }

    /** To standard output. */
    static void print(String text) {
        System.out.println(text);
    }

    static void json(Object result) {
        System.out.println(JSON.writeValueAsString(result));
    }
}
