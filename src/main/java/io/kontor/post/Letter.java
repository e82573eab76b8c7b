package io.kontor.post;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter to somebody, before it is in anybody's language.
 *
 * @param kind names its texts: {@code mail.<kind>.subject} and {@code mail.<kind>.body}
 * @param arguments for both texts
 * @param link what it invites to open, or none
 * @param key a letter with the same key goes once
 */
public record Letter(
        UUID to,
        String kind,
        Map<String, Object> arguments,
        @Nullable String link,
        String key) {
    public Letter {
        arguments = Map.copyOf(arguments);
    }
}
