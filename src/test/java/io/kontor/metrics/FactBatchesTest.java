package io.kontor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However many entries are taken together, they amount to what they amount to one by one. */
@Tag("database")
class FactBatchesTest {
    private static final int ROUNDS = 20;

    /** What was known at each moment: a fact that is said and taken back in one moment was never known. */
    private static final String FACTS = """
            select known_at || ' ' || sum(sign) || ' ' || fact from (
                select known_at, sign, (to_jsonb(f) - 'seq' - 'entry_id' - 'sign' - 'known_at')::text as fact
                from metrics.deal_fact f
            ) f group by known_at, fact having sum(sign) <> 0 order by known_at, fact
            """;

    /** Remembers everything it is told. */
    private static final class Listener implements Subscription {
        private final List<TimelineEntry> heard = new ArrayList<>();

        @Override
        public String name() {
            return "test.everything";
        }

        @Override
        public int shards() {
            return 1;
        }

        @Override
        public void take(List<TimelineEntry> entries) {
            heard.addAll(entries);
        }
    }

    @Test
    void facts_sums_and_all_that_is_kept_do_not_depend_on_how_many_entries_are_taken_at_once() {
        var entries = entries();
        assertThat(entries).hasSizeGreaterThan(250);
        var singly = kept(entries, () -> 1, FactBatches.Limits.USUAL);
        assertThat(singly.get("facts")).hasSizeGreaterThan(100);
        assertThat(singly.get("sums")).isNotEmpty();
        same(singly, kept(entries, () -> 7, FactBatches.Limits.USUAL));
        same(singly, kept(entries, () -> 1_000, FactBatches.Limits.USUAL));
        // With so little in memory changes are written in between, and deals of partners come page by page.
        var random = new Random(7);
        same(singly, kept(entries, () -> 1 + random.nextInt(60), new FactBatches.Limits(3, 1)));
    }

    private static void same(Map<String, List<String>> singly, Map<String, List<String>> together) {
        singly.forEach((what, rows) -> assertThat(together.get(what)).as(what).containsExactlyElementsOf(rows));
    }

    /** Rounds of it happen in one moment each, so that rates, partners and deals stand close together in the ledger. */
    private static List<TimelineEntry> entries() {
        var listener = new Listener();
        var taken = new HashSet<String>();
        try (var office = TestOffice.open(listener)) {
            var programme = new RandomProgramme(office, 99);
            programme.begin();
            for (int round = 0; round < ROUNDS; round++) {
                programme.goOn(round);
            }
            office.clock().move(Duration.ofMinutes(1));
            office.settle();
            taken.addAll(office.bean(FactKeeper.class).kinds());
        }
        return listener.heard.stream()
                .filter(entry -> taken.contains(entry.subject().type()))
                .toList();
    }

    private static Map<String, List<String>> kept(
            List<TimelineEntry> entries, IntSupplier size, FactBatches.Limits limits) {
        try (var office = TestOffice.open()) {
            var batches = office.bean(FactBatches.class);
            for (int from = 0; from < entries.size(); ) {
                int to = Math.min(entries.size(), from + size.getAsInt());
                var some = entries.subList(from, to);
                office.run(TestActors.operations(), () -> batches.take(some, limits));
                from = to;
            }
            var kept = new LinkedHashMap<String, List<String>>();
            kept.put("facts", office.column(FACTS));
            kept.put("deals", office.column("select d::text from metrics.deal_now d order by deal_id"));
            kept.put("also", office.column("select a::text from metrics.deal_also a order by 1"));
            kept.put("stands", office.column("select s::text from metrics.span_now s order by partner_id, place"));
            kept.put(
                    "turns",
                    office.column(
                            "select (to_jsonb(s) - 'seq')::text from metrics.span_fact s order by partner_id, seq"));
            kept.put("told", office.column("select t::text from metrics.told t order by id"));
            kept.put("first", office.column("select f::text from metrics.first_deal f order by partner_id"));
            kept.put(
                    "happened",
                    office.column("select a::text from metrics.activity_day a where times <> 0 order by 1"));
            kept.put("months", office.column("""
                    select m::text from metrics.activity_month m
                    where sign_in + deal_opened + deal_moved + deal_won + note <> 0 order by 1
                    """));
            kept.put(
                    "sums",
                    office.column("""
                    select c::text from metrics.cell c
                    where won <> 0 or lost <> 0 or open <> 0 or lines <> 0 or value_sum <> 0 order by dim, level, bucket, value, relation
                    """).stream()
                            .map(sum -> sum.replaceAll("(\\.\\d*[1-9])0+(?=[,)])|\\.0+(?=[,)])", "$1"))
                            .toList());
            kept.put("rates", office.column("select r::text from metrics.rate r order by 1"));
            return kept;
        }
    }
}
