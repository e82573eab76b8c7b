package io.kontor.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.States;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealTest {
    static final LocalDate OPENED = LocalDate.parse("2026-01-10");
    static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");

    static DealLine line(String amount, @Nullable String cost) {
        return new DealLine(
                0, null, "thing", BigDecimal.ONE, new BigDecimal(amount), cost == null ? null : new BigDecimal(cost));
    }

    static Refusal refused(Runnable work) {
        var caught = new Refusal[1];
        assertThatExceptionOfType(Refusal.class).isThrownBy(work::run).satisfies(refusal -> caught[0] = refusal);
        return caught[0];
    }

    /** The rules once more, as sets of words. */
    static final Map<String, Set<String>> ALLOWED = Map.of(
            "prospecting", Set.of("qualified", "proposal", "negotiation", "won", "lost"),
            "qualified", Set.of("prospecting", "proposal", "negotiation", "won", "lost"),
            "proposal", Set.of("qualified", "negotiation", "won", "lost"),
            "negotiation", Set.of("proposal", "won", "lost"),
            "won", Set.of("negotiation"),
            "lost", Set.of("prospecting", "qualified", "proposal", "negotiation"));

    record Step(Stage to, @Nullable String reason, int day) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Stage.values()),
                        Arbitraries.of("because", "", "none"),
                        Arbitraries.integers().between(-3, 20))
                .as((to, reason, day) -> new Step(to, reason.equals("none") ? null : reason, day))
                .list()
                .ofMaxSize(15);
    }

    @Property
    void a_deal_goes_only_where_the_table_lets_it(@ForAll("steps") List<Step> steps) {
        var deal = Deal.named("Walk", "EUR").builder().openedOn(OPENED).build();
        for (var step : steps) {
            var day = OPENED.plusDays(step.day());
            var from = deal.stage().code();
            var to = step.to().code();
            boolean closes = to.equals("won") || to.equals("lost");
            boolean closed = from.equals("won") || from.equals("lost");
            boolean explained = step.reason() != null && !step.reason().isBlank();
            boolean fine = ALLOWED.get(from).contains(to)
                    && (explained || !(to.equals("lost") || closed))
                    && (!closes || step.day() >= 0);
            var before = deal;
            if (fine) {
                deal = deal.moved(step.to(), day, step.reason());
                assertThat(deal.stage()).isEqualTo(step.to());
                assertThat(deal.closedOn()).isEqualTo(closes ? day : null);
                assertThat(deal.lossReason()).isEqualTo(to.equals("lost") ? step.reason() : null);
                assertThat(deal.name()).isEqualTo("Walk");
            } else {
                refused(() -> before.moved(step.to(), day, step.reason()));
            }
        }
    }

    @Provide
    Arbitrary<List<BigDecimal>> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-100000"), new BigDecimal("100000"))
                .ofScale(4)
                .list()
                .ofMaxSize(30);
    }

    @Property
    void the_amount_is_the_sum_of_the_lines(@ForAll("amounts") List<BigDecimal> amounts) {
        var lines = new ArrayList<DealLine>();
        long tenThousandths = 0;
        for (var amount : amounts) {
            lines.add(new DealLine(0, ONE, null, BigDecimal.ONE, amount, amount));
            tenThousandths += amount.movePointRight(4).longValueExact();
        }
        var deal = Deal.named("Sum", "EUR")
                .builder()
                .amount(new BigDecimal("17"))
                .lines(lines)
                .build();
        var expected = amounts.isEmpty() ? new BigDecimal("17") : BigDecimal.valueOf(tenThousandths, 4);
        assertThat(deal.amount()).isEqualByComparingTo(expected);
        if (!amounts.isEmpty()) {
            assertThat(deal.cost()).isEqualByComparingTo(expected);
        }
        assertThat(deal.lines()).extracting(DealLine::number).doesNotHaveDuplicates();
    }

    @Test
    void a_new_line_never_takes_the_number_of_one_that_went() {
        var deal = Deal.named("Numbers", "EUR")
                .builder()
                .lines(List.of(line("1", "0.1"), line("2", "0.2"), line("3", "0.3")))
                .build();
        assertThat(deal.lines()).extracting(DealLine::number).containsExactly(1, 2, 3);
        var edited = deal.builder()
                .lines(List.of(deal.lines().get(0), deal.lines().get(1), line("9", null)))
                .build();
        assertThat(edited.lines()).extracting(DealLine::number).containsExactly(1, 2, 4);
        assertThat(edited.withoutCosts().withCostsOf(deal).lines())
                .extracting(DealLine::cost)
                .containsExactly(new BigDecimal("0.1"), new BigDecimal("0.2"), null);
    }

    @Test
    void days_and_stage_belong_together() {
        var deal = Deal.named("Days", "EUR").builder().openedOn(OPENED);
        assertThat(refused(() -> deal.stage(Stage.WON).closedOn(null).build()).code())
                .isEqualTo("closed-without-day");
        assertThat(refused(() -> deal.stage(Stage.PROPOSAL).closedOn(OPENED).build())
                        .code())
                .isEqualTo("open-with-closing-day");
        var early = refused(
                () -> deal.stage(Stage.WON).closedOn(OPENED.minusDays(1)).build());
        assertThat(early.code()).isEqualTo("closed-before-opened");
        assertThat(early.field()).isEqualTo("closedOn");
        assertThat(deal.stage(Stage.WON).closedOn(OPENED).build().closesOn()).isEqualTo(OPENED);
        assertThat(refused(() -> deal.lossReason("price").build()).code()).isEqualTo("loss-reason-not-lost");
    }

    @Test
    void at_most_one_partner_sources_a_deal_and_nobody_has_a_part_twice() {
        var deal = Deal.named("Parts", "EUR").builder();
        var sourcing = new DealShare(ONE, PartnerRole.SOURCING, OPENED, "registered it");
        assertThat(refused(() -> deal.partners(
                                        List.of(sourcing, new DealShare(OTHER, PartnerRole.SOURCING, null, null)))
                                .build())
                        .code())
                .isEqualTo("one-sourcing-partner");
        var delivering = new DealShare(OTHER, PartnerRole.DELIVERING, null, null);
        assertThat(refused(() -> deal.partners(List.of(delivering, delivering)).build())
                        .code())
                .isEqualTo("partner-twice");
        var both = deal.partners(List.of(delivering, sourcing)).build();
        assertThat(both.partner()).isEqualTo(ONE);
        assertThat(deal.partners(List.of(delivering)).build().partner()).isEqualTo(OTHER);
        assertThat(deal.partners(List.of(delivering)).build().sourcing()).isNull();
    }

    @Test
    void what_two_merged_partners_did_counts_once() {
        var deal = Deal.named("Merged", "EUR")
                .builder()
                .customerId(ONE)
                .partners(List.of(
                        new DealShare(OTHER, PartnerRole.SOURCING, OPENED, "first"),
                        new DealShare(ONE, PartnerRole.DELIVERING, OPENED, "did it"),
                        new DealShare(OTHER, PartnerRole.DELIVERING, null, "did it too")))
                .build();
        var moved = deal.replacing(ONE, OTHER);
        assertThat(moved.partners())
                .containsExactly(
                        new DealShare(OTHER, PartnerRole.SOURCING, OPENED, "first"),
                        new DealShare(OTHER, PartnerRole.DELIVERING, OPENED, "did it"));
        assertThat(moved.customerId()).isEqualTo(OTHER);
    }

    @Test
    void nonsense_is_refused_with_its_field() {
        assertThat(refused(() -> Deal.named("  ", "EUR")).field()).isEqualTo("name");
        assertThat(refused(() -> Deal.named("Money", "EURO")).field()).isEqualTo("currency");
        assertThat(refused(() -> new DealLine(0, null, " ", BigDecimal.ONE, BigDecimal.ONE, null))
                        .code())
                .isEqualTo("line-without-product");
        assertThat(refused(() -> line("1.1234567", null)).field()).isEqualTo("lines");
        assertThat(refused(() -> line("1234567890123456789", null)).code()).isEqualTo("amount-too-long");
    }

    @Test
    void a_state_is_written_with_numbers_as_text_and_read_back_the_same() {
        var deal = new Deal(
                "Whole",
                ONE,
                OTHER,
                "usd",
                Stage.LOST,
                null,
                OPENED,
                OPENED.plusDays(10),
                OPENED.plusDays(20),
                "too dear",
                "crm",
                "Long story",
                List.of(new ExternalId("crm", "1C1I7A6R")),
                List.of(new DealLine(3, ONE, null, new BigDecimal("2"), new BigDecimal("10.50"), new BigDecimal("8"))),
                List.of(new DealShare(OTHER, PartnerRole.SOURCING, OPENED, "call")),
                null,
                null,
                Map.of("source", "fair"),
                new Deal.Incomplete(2, "Two lines without a product"),
                false);
        var json = States.write(deal);
        assertThat(json)
                .contains("\"amount\":\"10.50\"", "\"cost\":\"8\"", "\"stage\":\"lost\"", "{\"$text\":\"too dear\"}");
        assertThat(States.read(Deals.DEAL, 1, json)).isEqualTo(deal);
    }
}
