package io.kontor.sample;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Ledger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Fills an empty office with a made-up programme. Its ledger says so for ever. */
@Component
public final class SamplePrograms {
    /** The roles of the portal that one of the firms has people for. */
    public static final List<String> PORTAL_ROLES = List.of("company-admin", "seller", "technical", "partner-finance");

    /** The roles of the office, from the widest down. */
    public static final List<String> OFFICE_ROLES = List.of(
            "administrator",
            "partner-operations",
            "partner-manager",
            "regional-owner",
            "finance",
            "product",
            "pricing-manager",
            "legal",
            "engineering",
            "support",
            "sales",
            "enablement-lead",
            "reviewer",
            "leadership",
            "executive-sponsor",
            "auditor");

    private final Recorder recorder;
    private final Multiplier multiplier;
    private final Company company;
    private final Ledger ledger;
    private final Ids ids;

    SamplePrograms(Recorder recorder, Multiplier multiplier, Company company, Ledger ledger, Ids ids) {
        this.recorder = recorder;
        this.multiplier = multiplier;
        this.company = company;
        this.ledger = ledger;
        this.ids = ids;
    }

    /**
     * Thinks out a programme and records it. The office must have been opened with this clock.
     *
     * @param history whether deals move through their stages as they did; otherwise each is recorded once, as it ended
     * @return what was planted, for {@code truth.json}
     */
    public Map<String, Object> generate(
            Actor actor, Settings settings, SampleClock clock, boolean history, Consumer<LocalDate> progress) {
        refuseUnlessEmpty(actor);
        var plan = Planner.of(settings);
        var sampling = actor.with(new Origin(Origin.Kind.SAMPLE, ids.next()));
        ledger.markSample(sampling);
        recorder.record(sampling, plan, clock, history, progress);
        return truth(settings, plan);
    }

    /** The address of somebody with this role in every sample programme. */
    public static String address(String role) {
        return switch (role) {
            case "partner-manager" -> "manager.dach@kontor.example";
            case "regional-owner" -> "owner.dach@kontor.example";
            default -> PORTAL_ROLES.contains(role) ? role + "@partner.example" : role + "@kontor.example";
        };
    }

    /**
     * Adds deals like the newest ones, older each time, until there are so many times as many; for measuring. Only where the
     * ledger is marked as sample data.
     */
    public void multiply(Actor actor, int times) {
        if (!ledger.sample()) {
            throw Refusal.conflict("sample-office-not-empty");
        }
        multiplier.multiply(actor.with(new Origin(Origin.Kind.SAMPLE, ids.next())), times);
    }

    private void refuseUnlessEmpty(Actor actor) {
        if (company.profile(Purpose.SETTINGS.actor()).setUp() || !ledger.holdsNothingYet(actor)) {
            throw Refusal.conflict("sample-office-not-empty");
        }
    }

    private static Map<String, Object> truth(Settings settings, Plan plan) {
        var planted = plan.planted();
        var truth = new LinkedHashMap<String, Object>();
        truth.put("format", 1);
        truth.put("seed", Long.toString(settings.seed()));
        truth.put("starting", plan.start().toString());
        truth.put("ending", plan.ending().toString());
        truth.put("id_system", Recorder.SYSTEM);
        truth.put("partners", plan.firms().size());
        truth.put("customers", plan.customers().size());
        truth.put("deals", plan.deals().size());
        truth.put("deals_won", count(plan, "won"));
        truth.put("deals_lost", count(plan, "lost"));
        truth.put(
                "bottleneck",
                inOrder(Map.of("region", planted.bottleneckRegion(), "stage", planted.bottleneckStage())));
        truth.put("duplicate_partners", planted.duplicateFirms());
        truth.put("duplicate_customers", planted.duplicateCustomers());
        truth.put(
                "lost_credit",
                planted.lostCredit().stream()
                        .map(lost -> inOrder(
                                Map.of("deal", lost.deal(), "customer", lost.customer(), "partner", lost.partner())))
                        .toList());
        truth.put("quiet_partners", List.copyOf(planted.quiet()));
        return truth;
    }

    /** The same settings give the same file to the letter. */
    private static Map<String, String> inOrder(Map<String, String> pairs) {
        return new TreeMap<>(pairs);
    }

    private static long count(Plan plan, String stage) {
        return plan.deals().stream().filter(deal -> deal.stage().equals(stage)).count();
    }
}
