package io.kontor.kernel;

import java.util.Locale;

/**
 * What another system calls an object.
 *
 * @param system a short code of that system, such as {@code salesforce}
 * @param id its id there, as it stands there
 */
public record ExternalId(String system, String id) {
    public ExternalId {
        system = Fields.code(system, "externalIds").toLowerCase(Locale.ROOT);
        id = Fields.required(id, "externalIds", 200);
    }
}
