package io.kontor.deals;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.home.NeedsYou;
import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Attention;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreditLeaksTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Deals deals = office.bean(Deals.class);
    final NeedsYou needs = office.bean(NeedsYou.class);
    LocalDate today = LocalDate.EPOCH;
    UUID firm = new UUID(0, 0);

    @BeforeAll
    void open() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        today = needs.today(actor);
        firm = office.bean(Partners.class).create(actor, Partner.named("Bringer"), null);
    }

    @AfterAll
    void close() {
        office.close();
    }

    private UUID won(String name, @Nullable UUID customer, LocalDate day, @Nullable UUID partner) {
        var deal = new Deal(
                name,
                customer,
                null,
                "EUR",
                Stage.WON,
                BigDecimal.TEN,
                null,
                null,
                day,
                null,
                null,
                null,
                List.of(),
                List.of(),
                partner == null ? List.of() : List.of(new DealShare(partner, PartnerRole.SOURCING, day, null)),
                Map.of(),
                null,
                false);
        return deals.createMany(actor, List.of(Deals.Draft.of(deal)), null).getFirst();
    }

    private List<UUID> asked(String code) {
        return needs.of(actor, 20).stream()
                .filter(group -> group.kind().code().equals(code))
                .flatMap(group -> group.open().items().stream())
                .map(Attention.Item::id)
                .toList();
    }

    private void credit(UUID deal, @Nullable UUID partner) {
        deals.change(
                actor,
                deal,
                deals.find(actor, deal).version(),
                old -> new Deal(
                        old.name(),
                        old.customerId(),
                        old.ownerId(),
                        old.currency(),
                        old.stage(),
                        old.amount(),
                        old.openedOn(),
                        old.expectedCloseOn(),
                        old.closedOn(),
                        old.lossReason(),
                        old.sourceSystem(),
                        old.description(),
                        old.externalIds(),
                        old.lines(),
                        partner == null
                                ? List.of()
                                : List.of(new DealShare(partner, PartnerRole.SOURCING, today, null)),
                        old.custom(),
                        old.incomplete(),
                        old.withdrawn()),
                null);
    }

    @Test
    void a_direct_win_of_a_customer_a_partner_brought_is_asked_about_until_it_names_a_partner() {
        var customers = office.bean(Customers.class);
        var brought = customers.create(actor, Customer.named("Brought before"), null);
        var own = customers.create(actor, Customer.named("Never brought"), null);
        won("first", brought, today.minusDays(400), firm);
        var leak = won("second", brought, today.minusDays(10), null);
        won("before the partner came", brought, today.minusDays(401), null);
        won("direct", own, today.minusDays(10), null);
        assertThat(asked("deals-uncredited")).containsExactly(leak);
        credit(leak, firm);
        assertThat(asked("deals-uncredited")).isEmpty();
    }

    @Test
    void a_won_deal_that_lost_its_sourcing_partner_is_asked_about_until_it_has_one_again() {
        var deal = won("credited", null, today.minusDays(5), firm);
        assertThat(asked("deals-credit-dropped")).isEmpty();
        credit(deal, null);
        assertThat(asked("deals-credit-dropped")).containsExactly(deal);
        credit(deal, firm);
        assertThat(asked("deals-credit-dropped")).isEmpty();
    }
}
