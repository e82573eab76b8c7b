package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.deals.Deals;
import io.kontor.governance.Life;
import io.kontor.kernel.Dated;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Kind;
import io.kontor.support.SampleDeals;
import io.kontor.support.TestServer;
import io.kontor.tiers.Ruling;
import io.kontor.tiers.TierRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** From the first rules of a programme to what a partner reads of its tier: the tests follow one office. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TiersBrowserTest {
    final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));

    TestServer server;
    UUID programme;
    UUID bright;
    UUID dim;

    @BeforeAll
    void open() {
        server = TestServer.open();
        programme = server.bean(Programmes.class)
                .create(
                        server.administrator(),
                        new Programme(
                                "resell",
                                "Resellers",
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(
                                        new Programme.Tier("member", "Member"),
                                        new Programme.Tier("silver", "Silver"),
                                        new Programme.Tier("gold", "Gold")),
                                List.of(new Programme.Benefit("Discount", Map.of("silver", "10 %", "gold", "20 %"))),
                                false),
                        null);
        bright = member("Sample Bright GmbH", "silver");
        won(bright, today.minusDays(20), 300_000);
        won(bright, today.minusDays(330), 112_000);
        dim = member("Sample Dim AG", "gold");
        won(dim, today.minusDays(100), 120_000);
        member("Sample Quiet SA", "member");
        server.partnerPerson(bright, "chief@bright.example", "Bea Bright", "company-admin");
        server.settle();
    }

    private UUID member(String name, String tier) {
        var admin = server.administrator();
        var firm =
                server.bean(Partners.class).create(admin, Partner.named(name).withStatus(PartnerStatus.ACTIVE), null);
        var joined = today.minusDays(500);
        server.bean(Memberships.class)
                .create(
                        admin,
                        new Membership(
                                firm,
                                programme,
                                joined,
                                null,
                                Membership.Status.ACTIVE,
                                List.of(new Dated<>(tier, joined, null)),
                                false),
                        null);
        return firm;
    }

    private void won(UUID firm, LocalDate day, int amount) {
        var deal = SampleDeals.won(firm, day, amount);
        server.bean(Deals.class).createMany(server.administrator(), List.of(Deals.Draft.of(deal)), null);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Browser ada(Browser browser) {
        return browser.signIn("admin@example.com", TestServer.PASSWORD);
    }

    @Test
    @Order(1)
    void rules_are_written_as_a_grid_and_what_is_wrong_is_said_where_it_is() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/tiers").looksRight().picture("tiers-none");
            assertThat(browser.main()).contains("No rules yet", "Resellers");
            browser.press("Write rules").looksRight().picture("tiers-rules");
            assertThat(browser.path()).startsWith("/tiers/rules/");
            assertThat(browser.page().locator("main [name='table.c0']").count()).isEqualTo(3);
            var editor = browser.path();
            browser.page().locator("main [name='table.c0']").first().fill(">= four");
            browser.press("Save draft").looksRight().picture("tiers-rules-wrong");
            assertThat(browser.path()).startsWith("/tiers/rules/");
            assertThat(browser.page()
                            .locator("main [name='table.c0'].is-invalid")
                            .count())
                    .isEqualTo(1);
            browser.page().locator("main [name='table.c0']").first().fill(">= 400000");
            browser.fill("graceDays", "45");
            browser.page().locator("text=Kept for you as you type").waitFor();
            browser.open("/tiers").open(editor).looksRight().picture("tiers-rules-left");
            assertThat(browser.main()).contains("you typed something here and did not save it");
            assertThat(browser.page().locator("main [name='graceDays']").inputValue())
                    .isEqualTo("90");
            browser.press("Go on with it").looksRight();
            assertThat(browser.page().locator("main [name='graceDays']").inputValue())
                    .isEqualTo("45");
            browser.fill("warningDays", "30, soon").press("Save draft");
            assertThat(browser.main()).contains("A number from 1 to 1100");
            browser.fill("warningDays", "30, 60, 90").press("Save draft");
            assertThat(browser.path()).startsWith("/changes/");
            browser.open(editor);
            assertThat(browser.main()).doesNotContain("did not save it");
        }
        try (var browser = Browser.phone(server)) {
            ada(browser).open("/tiers").looksRight();
        }
    }

    private static TierRules rules() {
        return new TierRules(
                "resell",
                new DecisionTable(
                        "tier",
                        DecisionTable.Hit.FIRST,
                        List.of("revenue_12_months"),
                        List.of(new DecisionTable.Output("tier", Kind.TEXT, List.of("member", "silver", "gold"))),
                        List.of(
                                new DecisionTable.Row(List.of(Cell.of(">= 400000")), List.of("gold"), null),
                                new DecisionTable.Row(List.of(Cell.of(">= 100000")), List.of("silver"), null),
                                new DecisionTable.Row(List.of(Cell.of("-")), List.of("member"), null))),
                true,
                30,
                true,
                0,
                List.of(30, 60, 90),
                BigDecimal.valueOf(50),
                50);
    }

    @Test
    @Order(2)
    void the_overview_says_who_is_where_who_moves_next_and_who_would_lose_a_tier() {
        assertThat(new Ruling(server::bean).publish(rules())).isEqualTo(Life.PUBLISHED);
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/tiers").press("Look again now").looksRight().picture("tiers");
            assertThat(browser.main())
                    .contains("Every member was looked at", "Rules v1.0", "Gold", "€532,000")
                    .contains("Sample Dim AG", "from Gold down to Silver on")
                    .contains("Sample Bright GmbH", "Gold, then Silver if nothing happens");
            browser.open("/tiers/standings").looksRight().picture("standings");
            assertThat(browser.main()).contains("Sample Dim AG", "Has time to mend", "€120,000");
            browser.open("/").looksRight();
            assertThat(browser.main()).contains("One partner would lose a tier", "One partner falls a tier");
        }
        try (var browser = Browser.phone(server)) {
            ada(browser).open("/tiers/" + programme).looksRight().picture("tiers-phone");
        }
    }

    @Test
    @Order(3)
    void a_partner_page_says_the_tier_in_a_sentence_and_a_tier_is_set_by_hand() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/partners/" + bright + "?tab=tier");
            browser.page().locator("[data-stands]").waitFor();
            browser.looksRight().picture("tier-tab");
            assertThat(browser.page().locator("[data-stands]").innerText())
                    .startsWith("Gold since")
                    .endsWith("€412,000 in 12 months, threshold €400,000; €12,000 above.");
            assertThat(browser.main()).contains("If nothing happens, Silver is all that is earned on");
            browser.open("/partners/" + dim + "?tab=tier");
            browser.page().locator("[data-stands]").waitFor();
            assertThat(browser.main()).contains("€120,000 in 12 months, threshold €400,000; €280,000 short.");
            browser.press("Set the tier by hand").looksRight().picture("tier-hold");
            browser.choose("tier", "silver").fill("until", today.toString());
            browser.fill("reason", "A year of strategic work").press("Set the tier by hand");
            assertThat(browser.main()).contains("Name a day to come");
            browser.fill("until", today.plusDays(60).toString()).press("Set the tier by hand");
            browser.page().locator("[data-stands]").waitFor();
            browser.looksRight();
            assertThat(browser.main())
                    .contains("The tier is set.", "Silver is set by hand until", "A year of strategic work");
        }
    }

    @Test
    @Order(4)
    void a_partner_reads_the_same_sentence_and_is_warned() {
        try (var browser = Browser.phone(server)) {
            browser.signIn("chief@bright.example", TestServer.PASSWORD)
                    .looksRight()
                    .picture("portal-warned");
            assertThat(browser.main()).contains("Resellers · Gold", "If nothing else is won, you earn Silver on");
            browser.open("/portal/firm").looksRight().picture("portal-tier");
            assertThat(browser.page().locator("[data-stands]").innerText())
                    .endsWith("€412,000 in 12 months, threshold €400,000; €12,000 above.");
            assertThat(browser.main()).doesNotContain("strategic").doesNotContain("Sample Dim");
        }
    }

    @Test
    @Order(5)
    void benefits_are_described_once_and_show_where_they_are_given() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/benefits").looksRight().press("Add benefit").looksRight();
            browser.fill("name", "Discount").choose("kind", "fixed").press("Save benefit");
            assertThat(browser.main()).contains("field");
            browser.choose("kind", "percent").press("Save benefit").looksRight().picture("benefit");
            assertThat(browser.path()).matches("/benefits/[0-9a-f-]{36}.*");
            assertThat(browser.main()).contains("Resellers", "Gold", "20 %");
            browser.open("/benefits/new").fill("name", "discount").press("Save benefit");
            assertThat(browser.main()).contains("There is a benefit called discount already");
        }
    }
}
