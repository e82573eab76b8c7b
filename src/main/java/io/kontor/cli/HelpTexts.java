package io.kontor.cli;

import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The help of commands and options, from the same bundles as everything else: the keys that start with {@code help.}. */
final class HelpTexts extends ResourceBundle {
    private static final String PREFIX = "help.";

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return Words.has(PREFIX + key) ? Terminal.words().t(PREFIX + key) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(Words.keys(Language.EN).stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()))
                .collect(Collectors.toSet()));
    }
}
