package io.kontor.audit;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which rules the ledger is watched, reviewed and shown outside; also the complete state in the ledger.
 *
 * @param reviewMonths how many months after one review the next is due, 1 to 36
 * @param reviewer who is to review it, or none: then anybody who may
 * @param clockSeconds by how much the time of an entry may lie before that of the one before it
 * @param burstCount how many entries of one person outside their working hours are too many
 * @param burstMinutes within how many minutes they are
 * @param publicLog whether checkpoints and tiles are served to anybody: hashes and leaves, which hold ids and no content
 * @param webhook an https address that gets each new checkpoint, or none
 * @param digest people who get the newest checkpoint by mail once a day
 * @param witnesses the verifier keys of witnesses whose signatures are kept
 */
public record AuditRules(
        int reviewMonths,
        @Nullable UUID reviewer,
        int clockSeconds,
        int burstCount,
        int burstMinutes,
        boolean publicLog,
        @Nullable String webhook,
        List<UUID> digest,
        List<String> witnesses) {
    static final AuditRules USUAL = new AuditRules(3, null, 300, 20, 60);
    private static final int MOST = 20;

    public AuditRules {
        between("reviewMonths", reviewMonths, 1, 36);
        between("clockSeconds", clockSeconds, 0, 86_400);
        between("burstCount", burstCount, 2, 10_000);
        between("burstMinutes", burstMinutes, 1, 1_440);
        webhook = address(Fields.optional(webhook, "webhook", 500));
        digest = List.copyOf(new LinkedHashSet<>(digest));
        witnesses = witnesses.stream().map(AuditRules::witness).distinct().toList();
        if (witnesses.size() > MOST) {
            throw Refusal.invalid("number-not-between", "least", 0, "most", MOST)
                    .at("witnesses");
        }
    }

    AuditRules(int reviewMonths, @Nullable UUID reviewer, int clockSeconds, int burstCount, int burstMinutes) {
        this(reviewMonths, reviewer, clockSeconds, burstCount, burstMinutes, false, null, List.of(), List.of());
    }

    private static void between(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw Refusal.invalid("number-not-between", "least", least, "most", most)
                    .at(field);
        }
    }

    private static @Nullable String address(@Nullable String typed) {
        try {
            var uri = typed == null ? null : URI.create(typed);
            if (uri == null
                    || ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null)) {
                return typed;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw Refusal.invalid("webhook-address", "address", String.valueOf(typed))
                .at("webhook");
    }

    private static String witness(String typed) {
        try {
            var key = NoteKey.parse(typed.strip());
            if (key.type() == NoteKey.Type.COSIGNATURE) {
                return key.toString();
            }
        } catch (Flaw flaw) {
            // falls through to the refusal
        }
        throw Refusal.invalid("witness-key", "key", typed).at("witnesses");
    }
}
