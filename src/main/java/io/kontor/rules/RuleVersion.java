package io.kontor.rules;

import java.util.UUID;

/**
 * Which rules decided.
 *
 * @param type of the document, e.g. {@code tier-rules}
 * @param hash of its content
 */
public record RuleVersion(String type, UUID document, int major, int minor, String hash) {
    /** As people say it: v2.3. */
    public String said() {
        return "v" + major + "." + minor;
    }
}
