package io.kontor.rules;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.UUID;

/**
 * Why something was decided: the rules, everything that was known, and what they said of it. It can be worked out again; see
 * {@link Receipts#again}.
 *
 * @param about what it was decided of
 * @param table the hash under which the table is kept
 * @param facts the whole input record, not only what the rules read
 */
public record Receipt(
        UUID id, Subject about, RuleVersion rule, String table, Facts facts, Decision decision, Instant at) {}
