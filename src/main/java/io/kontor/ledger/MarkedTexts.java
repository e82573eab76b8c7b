package io.kontor.ledger;

import io.kontor.kernel.Erased;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Walks a state and puts something else in the places of its marked texts: closed ones when it is written, open ones when it is read. */
final class MarkedTexts {
    static final String STATE = "/state";
    static final String REASON = "/reason";
    static final String ACTOR_NAME = "/actor_name";
    /** About how much longer a text becomes when it is closed. */
    private static final int CLOSED = 200;

    private static final String CUSTOM = STATE + "/custom/";
    /** Nothing people type looks so in JSON: their quotation marks are escaped there. */
    private static final String OBJECT_WITH_MARK = "{\"$";

    private MarkedTexts() {}

    /** Whether a state in JSON, as it is written here, has marked texts. */
    static boolean in(String json) {
        return json.contains(OBJECT_WITH_MARK);
    }

    /** One marked text where it stands. */
    record Found(Mark mark, String pointer, JsonNode value) {}

    /** What is to stand in the place of a marked text. */
    interface Instead extends Function<Found, JsonNode> {}

    static void replace(ObjectNode state, Instead instead) {
        walk(state, STATE, instead);
    }

    /** What is to stand in the place of a marked text, as JSON. */
    interface Closed {
        String of(Mark mark, String pointer, String text);
    }

    /**
     * The same for a state as JSON, as it is written here, with texts that are still open: whatever has no mark is copied as it
     * stands, and no tree is made of it.
     */
    static String close(String state, Closed instead) {
        var closed = new StringBuilder(state.length() + CLOSED);
        int copied = 0;
        int object = 0;
        try (var in = States.parser(state)) {
            for (var token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    object = (int) in.currentTokenLocation().getCharOffset();
                } else if (token == JsonToken.PROPERTY_NAME && state.startsWith(OBJECT_WITH_MARK, object)) {
                    var mark = Mark.of(in.currentName());
                    var pointer = in.streamReadContext().pathAsPointer();
                    if (mark != null && in.nextToken() == JsonToken.VALUE_STRING) {
                        var text = in.getString();
                        if (in.nextToken() == JsonToken.END_OBJECT) {
                            closed.append(state, copied, object).append(instead.of(mark, STATE + pointer.head(), text));
                            copied = (int) in.currentLocation().getCharOffset();
                        }
                    }
                }
            }
        }
        return closed.append(state, copied, state.length()).toString();
    }

    /** The same in a whole content, of which the state is a part. */
    static void replaceAll(ObjectNode content, Instead instead) {
        walk(content, "", instead);
    }

    private static JsonNode walk(JsonNode node, String pointer, Instead instead) {
        if (node instanceof ObjectNode object) {
            var mark = mark(object);
            if (mark != null) {
                return instead.apply(new Found(mark, pointer, object.path(mark.member())));
            }
            for (var name : List.copyOf(object.propertyNames())) {
                var child = object.path(name);
                if (child.isContainer()) {
                    object.set(name, walk(child, pointer + "/" + escaped(name), instead));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.path(i).isContainer()) {
                    array.set(i, walk(array.path(i), pointer + "/" + i, instead));
                }
            }
        }
        return node;
    }

    private static @Nullable Mark mark(ObjectNode object) {
        if (object.size() != 1) {
            return null;
        }
        return object.has(Wrapped.PERSONAL) ? Mark.PERSONAL : object.has(Wrapped.TEXT) ? Mark.TEXT : null;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Marks values of fields an office made, which stand in a state as plain texts. */
    static void mark(ObjectNode state, MarkedFields.Marks custom) {
        if (state.get("custom") instanceof ObjectNode values) {
            for (var name : List.copyOf(values.propertyNames())) {
                if (custom.has(name) && values.get(name) instanceof StringNode text && !Erased.is(text.asString())) {
                    values.putObject(name).put(custom.mark().member(), text.asString());
                }
            }
        }
    }

    /** A closed text in the place of an open one, as JSON. */
    static String closed(TextCipher cipher, Mark mark, String text, byte[] key) {
        var base64 = Base64.getEncoder();
        return OBJECT_WITH_MARK + mark.member().substring(1) + "\":{\"c\":\""
                + base64.encodeToString(cipher.commitment(key, text)) + "\",\"v\":\""
                + base64.encodeToString(cipher.close(key, text)) + "\"}}";
    }

    /** Open texts in the places of closed ones, {@link Erased#MARK} where the key was destroyed. */
    static void open(ObjectNode state, Keyring keys) {
        var cipher = new TextCipher();
        replace(state, found -> {
            var text = text(cipher, found, keys);
            return Erased.is(text) || found.pointer().startsWith(CUSTOM)
                    ? StringNode.valueOf(text)
                    : state.objectNode().put(found.mark().member(), text);
        });
    }

    /** One text that stands by itself, such as a reason. */
    static @Nullable String open(@Nullable String json, String pointer, Keyring keys) {
        if (json == null) {
            return null;
        }
        return text(
                new TextCipher(),
                new Found(Mark.TEXT, pointer, States.tree(json).path(Wrapped.TEXT)),
                keys);
    }

    static String text(TextCipher cipher, Found found, Keyring keys) {
        if (found.value().isString()) {
            return found.value().asString();
        }
        return keys.key(found.mark(), found.pointer())
                .map(key -> cipher.open(
                        key, Base64.getDecoder().decode(found.value().path("v").asString(""))))
                .orElse(Erased.MARK);
    }
}
