package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Drafts that may not make sense yet, for the forms of types that bring one: what stands where, as it was typed. */
public final class Loose {
    /** Values of the right form that say nothing sensible. */
    private static final Set<String> MISFITS = Set.of("draft-number", "draft-whole", "draft-day", "draft-choice");

    private Loose() {}

    /** Empty when the text has not the form of the type, so that only its text can show it. */
    public static Optional<JsonNode> read(DocumentType<?> type, String text) {
        var raw = Written.raw(Shape.of(type.content()), text);
        return raw.findings().stream().allMatch(finding -> MISFITS.contains(finding.code()))
                ? Optional.of(raw.tree())
                : Optional.empty();
    }

    /** As the text that says the same. */
    public static String write(DocumentType<?> type, JsonNode tree) {
        return Plain.write(tree, Shape.of(type.content()));
    }
}
