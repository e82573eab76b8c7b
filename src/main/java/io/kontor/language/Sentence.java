package io.kontor.language;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One entry of a bundle: an ICU message with named arguments. Plain text and plain {@code {name}} places are filled without
 * the formatter, which is slow and may not be shared.
 */
sealed interface Sentence {
    String with(Map<String, Object> arguments);

    static Sentence of(String pattern, Locale locale) {
        var parsed = new MessagePattern(MessagePattern.ApostropheMode.DOUBLE_OPTIONAL).parse(pattern);
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_START
                    && part.getArgType() != MessagePattern.ArgType.NONE) {
                return new Formatted(new MessageFormat(pattern, locale));
            }
        }
        return plain(parsed, pattern);
    }

    /** A pattern filled with nothing in particular: an ellipsis, several, the last choice, or what {@code names} say. */
    static String inGeneral(String pattern, Locale locale, Map<String, String> names) {
        var parsed = new MessagePattern(pattern);
        var bare = new StringBuilder();
        var values = new HashMap<String, Object>();
        int done = 0;
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() != MessagePattern.Part.Type.ARG_START) {
                continue;
            }
            var name = parsed.getPart(i + 1);
            var said = parsed.getSubstring(name);
            if (part.getArgType().hasPluralStyle()) {
                values.put(said, 2);
            } else {
                values.putIfAbsent(said, names.getOrDefault(said, "…"));
            }
            if (part.getArgType() == MessagePattern.ArgType.SIMPLE) {
                bare.append(pattern, done, name.getLimit());
                done = parsed.getPart(parsed.getLimitPartIndex(i)).getIndex();
            }
        }
        bare.append(pattern.substring(done));
        return of(bare.toString(), locale).with(values);
    }

    private static Sentence plain(MessagePattern parsed, String pattern) {
        var words = new ArrayList<String>();
        var text = new StringBuilder();
        int done = 0;
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            switch (part.getType()) {
                case MSG_START, MSG_LIMIT, INSERT_CHAR -> {}
                case SKIP_SYNTAX -> {
                    text.append(pattern, done, part.getIndex());
                    done = part.getLimit();
                }
                case ARG_START -> {
                    text.append(pattern, done, part.getIndex());
                    words.add(text.toString());
                    text.setLength(0);
                }
                case ARG_NAME, ARG_NUMBER -> words.add(parsed.getSubstring(part));
                case ARG_LIMIT -> done = part.getLimit();
                default -> throw new IllegalArgumentException("unexpected " + part + " in " + pattern);
            }
        }
        text.append(pattern.substring(done));
        words.add(text.toString());
        return words.size() == 1 ? new Fixed(words.getFirst()) : new Filled(List.copyOf(words));
    }

    record Fixed(String text) implements Sentence {
        @Override
        public String with(Map<String, Object> arguments) {
            return text;
        }
    }

    /** Text, name, text, name, ..., text. */
    record Filled(List<String> words) implements Sentence {
        @Override
        public String with(Map<String, Object> arguments) {
            var filled = new StringBuilder();
            for (int i = 0; i < words.size(); i++) {
                filled.append(i % 2 == 0 ? words.get(i) : String.valueOf(arguments.getOrDefault(words.get(i), "")));
            }
            return filled.toString();
        }
    }

    record Formatted(MessageFormat format) implements Sentence {
        @Override
        public String with(Map<String, Object> arguments) {
            return format.clone().format(arguments);
        }
    }
}
