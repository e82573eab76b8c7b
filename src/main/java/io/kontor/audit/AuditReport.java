package io.kontor.audit;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report from the ledger as it was asked for; also the complete state in the ledger. Because entries never change, the same
 * report can be made again at any time.
 *
 * @param subjectType with {@code subjectId}, the object it is about, or none
 * @param person who did what it tells, or none for everybody
 * @param rule whose decisions it tells of, a document of rules, or none; {@code ruleVersion} which of its versions, as 2.3
 * @param from the first day it tells of, {@code last} the last; none for all
 * @param purpose what it is for
 * @param size how many entries were sealed when it was made; it tells of these alone
 * @param entries how many it tells of
 * @param digest SHA-256, in hexadecimal, over their leaf hashes in order of position; none where they had no leaves
 */
public record AuditReport(
        @Nullable String subjectType,
        @Nullable UUID subjectId,
        @Nullable UUID person,
        @Nullable UUID rule,
        @Nullable String ruleVersion,
        @Nullable LocalDate from,
        @Nullable LocalDate last,
        @FreeText String purpose,
        long size,
        int entries,
        @Nullable String digest) {
    public AuditReport {
        purpose = Fields.required(purpose, "purpose", 500);
        if ((rule == null) != (ruleVersion == null)
                || (ruleVersion != null && !ruleVersion.matches("\\d{1,6}\\.\\d{1,6}"))) {
            throw Refusal.invalid("choice-unknown", "value", String.valueOf(ruleVersion))
                    .at("rule");
        }
        if (from != null && last != null && last.isBefore(from)) {
            throw Refusal.invalid("period-backwards", "from", from, "to", last).at("last");
        }
    }

    /** Of the whole ledger; to be narrowed. */
    public static AuditReport of(String purpose) {
        return new AuditReport(null, null, null, null, null, null, null, purpose, 0, 0, null);
    }

    public AuditReport about(@Nullable Subject object) {
        return new AuditReport(
                object == null ? null : object.type(),
                object == null ? null : object.id(),
                person,
                rule,
                ruleVersion,
                from,
                last,
                purpose,
                size,
                entries,
                digest);
    }

    public AuditReport by(@Nullable UUID who) {
        return new AuditReport(
                subjectType, subjectId, who, rule, ruleVersion, from, last, purpose, size, entries, digest);
    }

    /** Of what a version of rules decided. */
    public AuditReport decidedBy(@Nullable UUID document, @Nullable String version) {
        return new AuditReport(
                subjectType, subjectId, person, document, version, from, last, purpose, size, entries, digest);
    }

    public AuditReport during(@Nullable LocalDate first, @Nullable LocalDate end) {
        return new AuditReport(
                subjectType, subjectId, person, rule, ruleVersion, first, end, purpose, size, entries, digest);
    }

    AuditReport telling(long sealed, int count, @Nullable String ofLeaves) {
        return new AuditReport(
                subjectType, subjectId, person, rule, ruleVersion, from, last, purpose, sealed, count, ofLeaves);
    }

    public @Nullable Subject subject() {
        return subjectType == null || subjectId == null ? null : new Subject(subjectType, subjectId);
    }
}
