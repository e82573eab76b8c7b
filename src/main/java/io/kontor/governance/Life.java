package io.kontor.governance;

import static io.kontor.governance.Life.Step.APPROVE;
import static io.kontor.governance.Life.Step.BEGIN;
import static io.kontor.governance.Life.Step.CHECK;
import static io.kontor.governance.Life.Step.EDIT;
import static io.kontor.governance.Life.Step.FINISH;
import static io.kontor.governance.Life.Step.REJECT;
import static io.kontor.governance.Life.Step.RESTORE;
import static io.kontor.governance.Life.Step.ROLL_BACK;
import static io.kontor.governance.Life.Step.SCHEDULE;
import static io.kontor.governance.Life.Step.SETTLE;
import static io.kontor.governance.Life.Step.SIMULATE;
import static io.kontor.governance.Life.Step.SUBMIT;
import static io.kontor.governance.Life.Step.SUPERSEDE;
import static io.kontor.governance.Life.Step.WATCH;
import static io.kontor.governance.Life.Step.WITHDRAW;

import io.kontor.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a change stands. What may follow what is the table of edges; the map on its page is drawn from it. */
public enum Life {
    DRAFT,
    CHECKED,
    SIMULATED,
    IN_REVIEW,
    APPROVED,
    SCHEDULED,
    PUBLISHING,
    PUBLISHED,
    WATCHED,
    SETTLED,
    SUPERSEDED,
    ROLLED_BACK,
    REJECTED,
    WITHDRAWN;

    /** What moves a change on. */
    public enum Step {
        EDIT,
        CHECK,
        SIMULATE,
        SUBMIT,
        APPROVE,
        REJECT,
        SCHEDULE,
        BEGIN,
        FINISH,
        WATCH,
        SETTLE,
        SUPERSEDE,
        RESTORE,
        ROLL_BACK,
        WITHDRAW;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Edge(Life from, Step step, Life to) {}

    private static final List<Edge> EDGES = Stream.of(
                    edges(CHECK, CHECKED, DRAFT),
                    edges(SIMULATE, SIMULATED, CHECKED),
                    edges(SUBMIT, IN_REVIEW, SIMULATED),
                    edges(APPROVE, APPROVED, IN_REVIEW),
                    edges(REJECT, REJECTED, IN_REVIEW),
                    edges(SCHEDULE, SCHEDULED, APPROVED),
                    edges(BEGIN, PUBLISHING, APPROVED, SCHEDULED),
                    edges(FINISH, PUBLISHED, PUBLISHING),
                    edges(WATCH, WATCHED, PUBLISHED),
                    edges(SETTLE, SETTLED, PUBLISHED, WATCHED),
                    edges(SUPERSEDE, SUPERSEDED, PUBLISHED, WATCHED, SETTLED),
                    edges(RESTORE, SETTLED, SUPERSEDED),
                    edges(ROLL_BACK, ROLLED_BACK, PUBLISHING, PUBLISHED, WATCHED, SETTLED),
                    edges(EDIT, DRAFT, CHECKED, SIMULATED, IN_REVIEW, APPROVED, SCHEDULED, REJECTED),
                    edges(WITHDRAW, WITHDRAWN, DRAFT, CHECKED, SIMULATED, IN_REVIEW, APPROVED, SCHEDULED, REJECTED))
            .flatMap(List::stream)
            .toList();

    private static List<Edge> edges(Step step, Life to, Life... from) {
        return Stream.of(from).map(one -> new Edge(one, step, to)).toList();
    }

    /** All there are. */
    public static List<Edge> edges() {
        return EDGES;
    }

    /** Where a step leads from here; empty when it cannot be made. */
    public Optional<Life> after(Step step) {
        return EDGES.stream()
                .filter(edge -> edge.from() == this && edge.step() == step)
                .map(Edge::to)
                .findFirst();
    }

    /** Refuses: the step cannot be made from here. */
    Life by(Step step) {
        return after(step).orElseThrow(() -> Refusal.conflict("change-not-now", "step", step.code(), "life", code()));
    }

    /** The steps that can be made from here. */
    public Set<Step> steps() {
        return EDGES.stream()
                .filter(edge -> edge.from() == this)
                .map(Edge::step)
                .collect(Collectors.toSet());
    }

    /** Whether what it says may still be edited; editing makes it a draft again. */
    public boolean editable() {
        return this == DRAFT || after(EDIT).isPresent();
    }

    /** Whether what it says is what its documents say. */
    public boolean inForce() {
        return switch (this) {
            case PUBLISHED, WATCHED, SETTLED -> true;
            case DRAFT,
                    CHECKED,
                    SIMULATED,
                    IN_REVIEW,
                    APPROVED,
                    SCHEDULED,
                    PUBLISHING,
                    SUPERSEDED,
                    ROLLED_BACK,
                    REJECTED,
                    WITHDRAWN -> false;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static String tone(String code) {
        return switch (code) {
            case "published", "watched", "settled" -> "status-good";
            case "in_review", "approved", "scheduled", "publishing" -> "status-info";
            case "rejected", "rolled_back" -> "status-bad";
            default -> "";
        };
    }
}
