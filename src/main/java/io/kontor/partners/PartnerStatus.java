package io.kontor.partners;

import java.util.List;
import java.util.Locale;

/** Where a firm stands with us. The map on its page is drawn from these edges. */
public enum PartnerStatus {
    PROSPECT,
    ONBOARDING,
    ACTIVE,
    PAUSED,
    ENDED;

    /** Where a partner can go next. */
    public List<PartnerStatus> next() {
        return switch (this) {
            case PROSPECT -> List.of(ONBOARDING, ACTIVE, ENDED);
            case ONBOARDING -> List.of(ACTIVE, ENDED);
            case ACTIVE -> List.of(PAUSED, ENDED);
            case PAUSED -> List.of(ACTIVE, ENDED);
            case ENDED -> List.of(ONBOARDING, ACTIVE);
        };
    }

    /** Whether going there asks for a reason. */
    public boolean needsReason() {
        return this == PAUSED || this == ENDED;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The colour of its word. */
    public static String tone(String code) {
        return switch (code) {
            case "active" -> "status-good";
            case "onboarding" -> "status-info";
            case "paused" -> "status-warn";
            default -> "";
        };
    }
}
