package io.kontor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("database")
class AmountsTest {
    static final LocalDate START = LocalDate.parse("2026-01-01");
    static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
    static final TestOffice OFFICE = TestOffice.open();
    static final Actor ACTOR = Access.local("tests", UUID.randomUUID());

    @AfterContainer
    static void close() {
        OFFICE.close();
    }

    @Provide
    Arbitrary<List<Dated<Money>>> rows() {
        return Combinators.combine(
                        Arbitraries.of(CURRENCIES),
                        Arbitraries.integers().between(0, 999_999),
                        Arbitraries.integers().between(0, 40).injectNull(0.1),
                        Arbitraries.integers().between(1, 20).injectNull(0.2))
                .as(AmountsTest::row)
                .list()
                .ofMaxSize(10)
                .map(AmountsTest::withoutOverlap);
    }

    static Dated<Money> row(String currency, int cents, @Nullable Integer from, @Nullable Integer length) {
        var first = from == null ? null : START.plusDays(from);
        var last = length == null ? null : (first == null ? START : first).plusDays(length);
        return new Dated<>(new Money(BigDecimal.valueOf(cents, 2), currency), first, last);
    }

    /** Leaves aside each row that shares a day and a currency with one before it. */
    static List<Dated<Money>> withoutOverlap(List<Dated<Money>> rows) {
        var kept = new ArrayList<Dated<Money>>();
        for (var row : rows) {
            if (kept.stream()
                    .noneMatch(
                            other -> other.value().currency().equals(row.value().currency())
                                    && other.period().overlaps(row.period()))) {
                kept.add(row);
            }
        }
        return kept;
    }

    /** The slow way: look at every row. */
    static @Nullable Money slowly(List<Dated<Money>> rows, String currency, LocalDate day) {
        Money found = null;
        for (var row : rows) {
            boolean begun = row.from() == null || row.from().compareTo(day) <= 0;
            boolean over = row.to() != null && row.to().compareTo(day) <= 0;
            if (begun && !over && row.value().currency().equals(currency)) {
                found = row.value();
            }
        }
        return found;
    }

    @Property(tries = 60)
    void the_price_and_the_cost_on_any_day_are_those_of_the_rows(
            @ForAll("rows") List<Dated<Money>> one, @ForAll("rows") List<Dated<Money>> two) {
        var products = OFFICE.bean(Products.class);
        var costs = OFFICE.bean(Costs.class);
        var ids = products.createMany(
                ACTOR,
                List.of(
                        Product.of("P-" + UUID.randomUUID(), "One").withPrices(one),
                        Product.of("P-" + UUID.randomUUID(), "Two").withPrices(two)),
                null);
        costs.createMany(ACTOR, List.of(new Cost(ids.get(0), two), new Cost(ids.get(1), one)), null);
        for (var currency : CURRENCIES) {
            for (int day = -2; day < 65; day += 3) {
                var at = START.plusDays(day);
                assertThat(products.pricesAt(ACTOR, ids, currency, at))
                        .isEqualTo(reference(ids, List.of(one, two), currency, at));
                assertThat(costs.costsAt(ACTOR, ids, currency, at))
                        .isEqualTo(reference(ids, List.of(two, one), currency, at));
            }
        }
    }

    static Map<UUID, Money> reference(List<UUID> ids, List<List<Dated<Money>>> rows, String currency, LocalDate day) {
        var expected = new HashMap<UUID, Money>();
        for (int i = 0; i < ids.size(); i++) {
            var amount = slowly(rows.get(i), currency, day);
            if (amount != null) {
                expected.put(ids.get(i), amount);
            }
        }
        return expected;
    }

    @Property
    void a_changed_amount_holds_from_its_day_and_leaves_the_rest(
            @ForAll("rows") List<Dated<Money>> rows, @ForAll("days") LocalDate day) {
        var amount = Money.of("1234.56", "USD");
        var changed = Amounts.changed(Amounts.checked(rows, "prices"), amount, day);
        assertThat(Amounts.checked(changed, "prices")).hasSameSizeAs(changed);
        assertThat(Amounts.at(changed, "USD", day)).contains(amount);
        for (int i = -2; i < 65; i++) {
            var at = START.plusDays(i);
            assertThat(Amounts.at(changed, "EUR", at)).isEqualTo(Amounts.at(rows, "EUR", at));
            if (at.isBefore(day)) {
                assertThat(Amounts.at(changed, "USD", at)).isEqualTo(Amounts.at(rows, "USD", at));
            }
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 60).map(START::plusDays);
    }
}
