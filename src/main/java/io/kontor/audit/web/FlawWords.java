package io.kontor.audit.web;

import io.kontor.language.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a check found wrong, as a sentence; kept is the message of the {@link io.kontor.verify.Flaw}. */
final class FlawWords {
    private static final Pattern MESSAGE = Pattern.compile(
            "(?<kind>[a-z][a-z-]*)(?: \\{(?<details>.*)})?(?: at position (?<position>\\d{1,18}))?", Pattern.DOTALL);
    private static final Pattern DETAIL = Pattern.compile("(\\w+)=(.*?)(?:, (?=\\w+=)|$)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private FlawWords() {}

    static String sentence(Words words, @Nullable String problem) {
        var message = MESSAGE.matcher(String.valueOf(problem));
        if (!message.matches() || !Words.has("flaw." + message.group("kind"))) {
            return String.valueOf(problem);
        }
        var what = words.filled("flaw." + message.group("kind"), details(message.group("details")));
        var position = message.group("position");
        return position == null
                ? what
                : words.t("audit.at-position", "position", Long.parseLong(position), "what", what);
    }

    private static Map<String, Object> details(@Nullable String text) {
        var details = new HashMap<String, Object>();
        var detail = DETAIL.matcher(text == null ? "" : text);
        while (detail.find()) {
            var value = detail.group(2);
            details.put(detail.group(1), NUMBER.matcher(value).matches() ? Long.valueOf(value) : value);
        }
        return details;
    }
}
