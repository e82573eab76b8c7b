package io.kontor.customers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partner that may be the same firm as a customer, and why we think so.
 *
 * @param domain the domain both have, or none when it is the name and the country
 */
public record SameFirm(UUID partner, String name, @Nullable String domain) {
    /** A row the database found. */
    record Candidate(
            UUID id,
            String name,
            @Nullable String country,
            @Nullable String domain) {}
}
