package io.kontor.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.home.NeedsYou;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Attention;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreditLeaksTest {
    static final String UNCREDITED = "deals-uncredited";
    static final String DROPPED = "deals-credit-dropped";
    static final String CONTACT_ONLY = "deals-contact-only";

    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Deals deals = office.bean(Deals.class);
    final NeedsYou needs = office.bean(NeedsYou.class);
    LocalDate today = LocalDate.EPOCH;
    UUID firm = new UUID(0, 0);
    UUID nora = new UUID(0, 0);

    @BeforeAll
    void open() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        today = needs.today(actor);
        firm = office.bean(Partners.class).create(actor, Partner.named("Bringer"), null);
        nora = contact("Nora Bringer");
    }

    @AfterAll
    void close() {
        office.close();
    }

    private UUID contact(String name) {
        var contact = new Contact(firm, name, null, null, null, null, List.of(), null, Map.of(), false);
        return office.bean(Contacts.class).create(actor, contact, null);
    }

    private UUID customer(String name) {
        return office.bean(Customers.class).create(actor, Customer.named(name), null);
    }

    private UUID won(String name, @Nullable UUID customer, LocalDate day, @Nullable UUID partner) {
        return added(
                builder -> builder.customerId(customer)
                        .stage(Stage.WON)
                        .closedOn(day)
                        .partners(sourced(partner)),
                name);
    }

    private UUID added(UnaryOperator<DealBuilder> told, String name) {
        var deal = told.apply(Deal.named(name, "EUR").builder().amount(BigDecimal.TEN))
                .build();
        return deals.createMany(actor, List.of(Deals.Draft.of(deal)), null).getFirst();
    }

    private List<DealShare> sourced(@Nullable UUID partner) {
        return partner == null ? List.of() : List.of(new DealShare(partner, PartnerRole.SOURCING, today, null));
    }

    private List<UUID> asked(String code) {
        return asked(actor, code);
    }

    private List<UUID> asked(Actor who, String code) {
        return needs.of(who, 20).stream()
                .filter(group -> group.kind().code().equals(code))
                .flatMap(group -> group.open().items().stream())
                .map(Attention.Item::id)
                .toList();
    }

    private void change(UUID deal, UnaryOperator<DealBuilder> edit) {
        deals.change(
                actor,
                deal,
                deals.find(actor, deal).version(),
                old -> edit.apply(old.builder()).build(),
                null);
    }

    private void credit(UUID deal, @Nullable UUID partner) {
        change(deal, builder -> builder.partners(sourced(partner)));
    }

    private void settle(UUID deal, @Nullable String why) {
        deals.settleCredit(actor, deal, deals.find(actor, deal).version(), why);
    }

    @Test
    void a_direct_win_of_a_customer_a_partner_brought_is_asked_about_until_it_names_a_partner() {
        var brought = customer("Brought before");
        var own = customer("Never brought");
        won("first", brought, today.minusDays(400), firm);
        var leak = won("second", brought, today.minusDays(10), null);
        won("before the partner came", brought, today.minusDays(401), null);
        won("direct", own, today.minusDays(10), null);
        assertThat(asked(UNCREDITED)).containsExactly(leak);
        credit(leak, firm);
        assertThat(asked(UNCREDITED)).isEmpty();
    }

    @Test
    void a_won_deal_that_lost_its_sourcing_partner_is_asked_about_until_it_has_one_again() {
        var deal = won("credited", null, today.minusDays(5), firm);
        assertThat(asked(DROPPED)).isEmpty();
        credit(deal, null);
        assertThat(asked(DROPPED)).containsExactly(deal);
        credit(deal, firm);
        assertThat(asked(DROPPED)).isEmpty();
    }

    @Test
    void a_deal_that_names_somebody_of_a_partner_and_no_partner_is_asked_about_until_it_names_one() {
        var open = added(builder -> builder.contactId(nora), "open with Nora");
        var fresh = added(
                builder -> builder.contactId(nora).stage(Stage.WON).closedOn(today.minusDays(179)), "won with Nora");
        added(builder -> builder.contactId(nora).stage(Stage.WON).closedOn(today.minusDays(180)), "won long ago");
        added(builder -> builder.contactId(nora).stage(Stage.LOST).closedOn(today), "lost with Nora");
        added(builder -> builder.contactId(nora).partners(sourced(firm)), "credited with Nora");
        assertThat(asked(CONTACT_ONLY)).containsExactly(open, fresh);
        credit(open, firm);
        assertThat(asked(CONTACT_ONLY)).containsExactly(fresh);
        deals.withdraw(actor, fresh, deals.find(actor, fresh).version(), null);
        assertThat(asked(CONTACT_ONLY)).isEmpty();
        credit(open, null);
        assertThat(asked(CONTACT_ONLY)).containsExactly(open);
        change(open, builder -> builder.contactId(null));
        assertThat(asked(CONTACT_ONLY)).isEmpty();
    }

    @Test
    void what_is_no_leak_is_set_aside_with_a_reason_until_the_credit_changes() {
        var customer = customer("Came back");
        won("brought once", customer, today.minusDays(300), firm);
        var direct = won("came back directly", customer, today.minusDays(3), null);
        assertThatThrownBy(() -> settle(direct, " "))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::code)
                .isEqualTo("credit-without-reason");
        assertThat(asked(UNCREDITED)).containsExactly(direct);
        settle(direct, "They called us themselves");
        assertThat(asked(UNCREDITED)).isEmpty();
        assertThat(office.reasons("subject_id = '" + direct + "' and action = 'deal.credit_settled'"))
                .containsExactly("They called us themselves");
        change(direct, builder -> builder.description("Nothing about credit"));
        assertThat(asked(UNCREDITED)).isEmpty();
        credit(direct, firm);
        credit(direct, null);
        assertThat(asked(UNCREDITED)).containsExactly(direct);
        assertThat(asked(DROPPED)).containsExactly(direct);
        settle(direct, "Really direct");
        assertThat(asked(UNCREDITED)).isEmpty();
        assertThat(asked(DROPPED)).isEmpty();
        deals.askCreditAgain(actor, direct, deals.find(actor, direct).version());
        assertThat(asked(UNCREDITED)).containsExactly(direct);
        assertThat(asked(DROPPED)).containsExactly(direct);
        deals.undo(actor, direct, deals.find(actor, direct).version(), null);
        assertThat(asked(UNCREDITED)).isEmpty();
        assertThat(deals.find(actor, direct).state().creditSettled()).isEqualTo("Really direct");
    }

    @Test
    void a_deal_set_aside_is_asked_about_again_when_another_contact_works_on_it() {
        var deal = added(builder -> builder.contactId(nora), "aside with Nora");
        settle(deal, "She only answered a question");
        assertThat(asked(CONTACT_ONLY)).isEmpty();
        change(deal, builder -> builder.contactId(contact("Otto Bringer")));
        assertThat(asked(CONTACT_ONLY)).containsExactly(deal);
        credit(deal, firm);
        assertThatThrownBy(() -> settle(deal, "Nothing to settle"))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::code)
                .isEqualTo("credit-not-open");
    }

    @Test
    void who_may_not_change_a_deal_neither_is_asked_about_it_nor_sets_it_aside() {
        var deal = added(builder -> builder.contactId(nora), "not theirs");
        var reader = TestActors.only("deal:see", "contact:see");
        assertThat(asked(reader, CONTACT_ONLY)).isEmpty();
        assertThatThrownBy(() ->
                        deals.settleCredit(reader, deal, deals.find(actor, deal).version(), "Mine"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> deals.create(
                        TestActors.only("deal:see", "deal:create"),
                        Deal.named("Unseen contact", "EUR")
                                .builder()
                                .contactId(nora)
                                .build(),
                        null))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::field)
                .isEqualTo("contact");
        credit(deal, firm);
    }
}
