package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.ledger.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes entries in batches. How the company counts is settled between them: what came before it is written first. */
@Component
final class FactBatches {
    private final FactSql facts;
    private final SpanSql spans;
    private final SettingSql settings;
    private final PartnerFacts partners;
    private final FactWriter writer;

    FactBatches(FactSql facts, SpanSql spans, SettingSql settings, PartnerFacts partners, FactWriter writer) {
        this.facts = facts;
        this.spans = spans;
        this.settings = settings;
        this.partners = partners;
        this.writer = writer;
    }

    /**
     * How much of a batch is in memory at once.
     *
     * @param changes more of them are written in between
     * @param known more deals of partners that moved are read page by page
     */
    record Limits(int changes, int known) {
        static final Limits USUAL = new Limits(5_000, 10_000);
    }

    /** What a batch changed: what deals come to or what happened, and where partners stand or when they first won. */
    record Changed(boolean deals, boolean partners) {
        static final Changed NOTHING = new Changed(false, false);

        Changed with(Changed other) {
            return new Changed(deals || other.deals, partners || other.partners);
        }
    }

    Changed take(List<TimelineEntry> entries, Limits limits) {
        var changed = Changed.NOTHING;
        var run = new ArrayList<TimelineEntry>();
        for (var entry : entries) {
            if (entry.subject().type().equals(Company.KIND)) {
                changed = changed.with(together(run, limits)).with(company(entry, limits));
                run.clear();
            } else {
                run.add(entry);
            }
        }
        return changed.with(together(run, limits));
    }

    private Changed together(List<TimelineEntry> run, Limits limits) {
        if (run.isEmpty()) {
            return Changed.NOTHING;
        }
        var setting = settings.at(null);
        var moves = partners.take(run.stream().filter(PartnerFacts::takes).toList(), setting);
        return new FactBatch(facts, spans, settings, writer, setting, moves, limits).take(run);
    }

    private Changed company(TimelineEntry entry, Limits limits) {
        var before = settings.at(null);
        var told = new SettingSql.Setting(
                entry.after().path("currency").asString(before.currency()),
                java.time.ZoneId.of(
                        entry.after().path("zone").asString(before.zone().getId())),
                entry.after().path("fiscalMonth").asInt(before.fiscalMonth()));
        settings.tell(entry, told);
        var was = entry.before() == null ? "" : entry.before().path("currency").asString("");
        if (!was.equals(told.currency())) {
            new FactBatch(facts, spans, settings, writer, told, PartnerFacts.Moves.NONE, limits)
                    .count(entry.id(), entry.recordedAt());
        }
        return new Changed(true, true);
    }
}
