package io.kontor.deals;

import io.kontor.kernel.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a deal has come. It may skip ahead and go one step back; what is closed is reopened, with a reason, and never turns
 * from won to lost directly.
 */
public enum Stage {
    PROSPECTING,
    QUALIFIED,
    PROPOSAL,
    NEGOTIATION,
    WON,
    LOST;

    /** The stages that can follow, the usual next one first. */
    public List<Stage> next() {
        return switch (this) {
            case PROSPECTING -> List.of(QUALIFIED, PROPOSAL, NEGOTIATION, WON, LOST);
            case QUALIFIED -> List.of(PROPOSAL, NEGOTIATION, WON, LOST, PROSPECTING);
            case PROPOSAL -> List.of(NEGOTIATION, WON, LOST, QUALIFIED);
            case NEGOTIATION -> List.of(WON, LOST, PROPOSAL);
            case WON -> List.of(NEGOTIATION);
            case LOST -> List.of(NEGOTIATION, PROPOSAL, QUALIFIED, PROSPECTING);
        };
    }

    public boolean closed() {
        return switch (this) {
            case PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION -> false;
            case WON, LOST -> true;
        };
    }

    /**
     * What the ledger calls moving a deal here.
     *
     * @param reopened whether the deal was closed before
     */
    public String act(boolean reopened) {
        return switch (this) {
            case WON -> "won";
            case LOST -> "lost";
            case PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION -> reopened ? "reopened" : "moved_on";
        };
    }

    /** Whether it comes earlier on the way than another. */
    public boolean before(Stage other) {
        return way().contains(this) && (other.closed() || way().indexOf(this) < way().indexOf(other));
    }

    /** Whether going there from here must be explained: losing, and opening again what was closed. */
    public boolean needsReason(Stage to) {
        return to == LOST || (closed() && !to.closed());
    }

    /** Refuses: no such way; a reason is asked for and none given. */
    void allow(Stage to, @Nullable String reason) {
        if (!next().contains(to)) {
            throw Refusal.conflict("stage-not-reachable", "from", code(), "to", to.code());
        }
        if (needsReason(to) && (reason == null || reason.isBlank())) {
            throw Refusal.invalid(to == LOST ? "loss-without-reason" : "reopening-without-reason")
                    .at("reason");
        }
    }

    /** The stages a deal walks through, in their order: the open ones. */
    public static List<Stage> way() {
        return Arrays.stream(values()).filter(stage -> !stage.closed()).toList();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Stage of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The colour a stage is shown in. */
    public static String tone(String code) {
        return switch (of(code)) {
            case PROSPECTING -> "";
            case QUALIFIED, PROPOSAL, NEGOTIATION -> "status-info";
            case WON -> "status-good";
            case LOST -> "status-bad";
        };
    }
}
