package io.kontor.governance.charter;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decides what, on one page: the only source of who has to approve an act.
 *
 * @param rights decision rights; acts without one take the strictest ladder among them
 * @param escalation roles that hear of it when the time for a decision runs out, the nearest first
 * @param emergency who may let something through at once, or none
 * @param soleAllowed whether ladders shrink while the office has fewer people than they ask for
 */
public record Charter(
        String mission,
        List<String> objectives,
        List<String> duties,
        List<String> boundaries,
        List<Clause> rights,
        List<String> escalation,
        List<String> channels,
        List<Budget> budgets,
        List<Raci> raci,
        List<String> dataSharing,
        @Nullable Emergency emergency,
        boolean soleAllowed) {
    private static final int LINE = 400;
    private static final int LINES = 40;

    /**
     * Money somebody may spend without asking further.
     *
     * @param amount a year, in the reporting currency
     * @param role who answers for it
     */
    public record Budget(String name, BigDecimal amount, String role) {
        public Budget {
            name = Fields.required(name, "name", 120);
            role = Fields.code(role, "role");
            if (amount.signum() < 0) {
                throw Refusal.invalid("number-negative").at("amount");
            }
        }
    }

    /** Who does a thing, answers for it, is asked and is told; roles by their codes. */
    public record Raci(
            String what, List<String> responsible, String accountable, List<String> consulted, List<String> informed) {
        public Raci {
            what = Fields.required(what, "what", LINE);
            responsible = roles(responsible, "responsible");
            accountable = Fields.code(accountable, "accountable");
            consulted = roles(consulted, "consulted");
            informed = roles(informed, "informed");
        }
    }

    /**
     * Who may let something through at once.
     *
     * @param hours after which it is taken back unless those of the ladder ratified it
     */
    public record Emergency(String role, int hours) {
        private static final int MOST = 24 * 14;

        public Emergency {
            role = Fields.code(role, "role");
            if (hours < 1 || hours > MOST) {
                throw Refusal.invalid("number-not-between", "least", 1, "most", MOST)
                        .at("hours");
            }
        }
    }

    public Charter {
        mission = Fields.required(mission, "mission", 2_000);
        objectives = lines(objectives, "objectives");
        duties = lines(duties, "duties");
        boundaries = lines(boundaries, "boundaries");
        rights = List.copyOf(rights);
        escalation = roles(escalation, "escalation");
        channels = lines(channels, "channels");
        budgets = List.copyOf(budgets);
        raci = List.copyOf(raci);
        dataSharing = lines(dataSharing, "dataSharing");
        if (rights.isEmpty()) {
            throw Refusal.invalid("charter-without-rights").at("rights");
        }
        var codes = new HashSet<String>();
        for (var clause : rights) {
            if (!codes.add(clause.code())) {
                throw Refusal.invalid("clause-twice", "clause", clause.code()).at("rights");
            }
        }
    }

    private static List<String> lines(List<String> lines, String field) {
        if (lines.size() > LINES) {
            throw Refusal.invalid("charter-too-many-lines", "most", LINES).at(field);
        }
        return lines.stream().map(line -> Fields.required(line, field, LINE)).toList();
    }

    private static List<String> roles(List<String> roles, String field) {
        return roles.stream().map(role -> Fields.code(role, field)).distinct().toList();
    }

    /** The same with other decision rights. */
    public Charter with(List<Clause> others) {
        return new Charter(
                mission,
                objectives,
                duties,
                boundaries,
                others,
                escalation,
                channels,
                budgets,
                raci,
                dataSharing,
                emergency,
                soleAllowed);
    }

    public Charter soleAllowed(boolean allowed) {
        return new Charter(
                mission,
                objectives,
                duties,
                boundaries,
                rights,
                escalation,
                channels,
                budgets,
                raci,
                dataSharing,
                emergency,
                allowed);
    }
}
