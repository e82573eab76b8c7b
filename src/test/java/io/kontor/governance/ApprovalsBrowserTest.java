package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.browser.Browser;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Subject;
import io.kontor.people.Access;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With an office of its own: who may decide is a question about everybody in it. */
@Tag("browser")
class ApprovalsBrowserTest {
    TestServer server;

    @BeforeEach
    void open() {
        server = TestServer.open();
    }

    @AfterEach
    void close() {
        server.close();
    }

    Browser ada() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    UUID ask(String title) {
        var access = server.bean(Access.class);
        var actor = access.actor(access.account("admin@example.com").orElseThrow(), UUID.randomUUID());
        return server.bean(Approvals.class)
                .ask(
                        actor,
                        new Approvals.Asked(
                                new Subject("thing", UUID.randomUUID()),
                                title,
                                "hash",
                                List.of(Act.of("charter")),
                                "/charter"));
    }

    @Test
    void one_person_in_an_empty_office_adopts_the_charter_and_whoever_joins_ratifies_it() {
        try (var browser = ada()) {
            browser.open("/charter").looksRight();
            assertThat(browser.page().content()).contains("Starter charter");
            assertThat(browser.main()).contains("Change of the charter");
            browser.choose("language", "de").fill("reason", "We begin").press("Adopt the charter");
            assertThat(browser.main())
                    .contains("The charter is in force")
                    .contains("Partner bekommen rechtzeitig Antwort");
            browser.page().locator(".languages a[lang=en]").click();
            browser.page().waitForURL("**language=en**");
            assertThat(browser.main()).contains("Partners get an answer").doesNotContain("Partner bekommen");
            browser.open("/charter?language=de");
            browser.looksRight().picture("charter-adopted");
            browser.open("/approvals").looksRight();
            assertThat(browser.main()).contains("Nothing waits for your word");
            browser.open("/decisions/drift").looksRight();
            assertThat(browser.main()).contains("Adoption of the charter").contains("Not yet");
        }
        server.person("second@governed.example", "Sam Second", "leadership");
        try (var browser = Browser.desktop(server).signIn("second@governed.example", TestServer.PASSWORD)) {
            assertThat(browser.open("/").main()).contains("One sole decision to ratify");
            browser.open("/approvals").looksRight().press("Ratify");
            browser.looksRight().picture("ratify");
            assertThat(browser.main()).contains("Decided by the founder of the office");
            browser.fill("note", "Read it, agree with it").press("Ratify");
            assertThat(browser.main()).contains("Ratified.").contains("Sam Second ratified this");
            browser.looksRight().open("/decisions/drift");
            assertThat(browser.main()).contains("Adoption of the charter").doesNotContain("Not yet");
        }
    }

    @Test
    void somebody_approves_from_the_inbox_on_a_phone_and_the_decision_is_in_the_log() {
        server.person("lea@governed.example", "Lea Leader", "leadership");
        server.person("eve@governed.example", "Eve Sponsor", "executive-sponsor");
        ask("Charter for the new year");
        try (var phone = Browser.phone(server)) {
            phone.open("/approvals");
            assertThat(phone.path()).startsWith("/signin");
            phone.signIn("lea@governed.example", TestServer.PASSWORD);
            phone.open("/approvals").looksRight().picture("inbox-phone");
            phone.press("Decide");
            phone.looksRight().picture("approval-phone");
            assertThat(phone.main())
                    .contains("Executive sponsor")
                    .contains("Waits for Eve Sponsor")
                    .contains("charter.1");
            phone.press("Say no");
            assertThat(phone.page().locator("#e-note").innerText()).isNotEmpty();
            phone.fill("note", "Fine with me").press("Approve");
            assertThat(phone.main()).contains("Your agreement is recorded").contains("Lea Leader agreed");
            phone.looksRight();
        }
        try (var browser = Browser.desktop(server).signIn("eve@governed.example", TestServer.PASSWORD)) {
            browser.open("/approvals").press("Decide");
            browser.press("Approve");
            assertThat(browser.main()).contains("Eve Sponsor agreed");
            assertThat(browser.page().locator(".facts").innerText()).contains("Approved");
            browser.looksRight().picture("approval-done").open("/decisions").looksRight();
            browser.page().locator("table a.row-link").first().click();
            browser.page().waitForSelector("text=Who agreed");
            assertThat(browser.main()).contains("Fine with me").contains("charter.1 (v0.0)");
            browser.looksRight().open("/approvals/all").looksRight();
        }
    }

    @Test
    void a_delegation_a_decision_and_a_signed_access_review() {
        server.person("fin@governed.example", "Finn Finance", "finance");
        try (var browser = ada()) {
            browser.open("/delegations").looksRight();
            var finn = server.bean(Access.class)
                    .account("fin@governed.example")
                    .orElseThrow()
                    .person();
            browser.choose("to", finn.toString()).press("Let them approve");
            assertThat(browser.main())
                    .contains("Finn Finance approves for Ada Admin")
                    .contains("Holds now");
            browser.looksRight().press("End now");
            assertThat(browser.main()).contains("Over");
            browser.open("/decisions/new").looksRight();
            browser.fill("title", "We stay with two tiers")
                    .fill("options", "Two tiers\nThree tiers")
                    .fill("rationale", "Nobody asked for a third")
                    .fill("links", "/partners/nowhere")
                    .press("Save decision");
            assertThat(browser.page().locator("#e-links").innerText()).contains("is no page of an object");
            browser.fill("links", "/people/" + finn).press("Save decision");
            assertThat(browser.main())
                    .contains("The decision is saved")
                    .contains("Three tiers")
                    .contains("Finn Finance");
            browser.looksRight().open("/decisions/drift");
            assertThat(browser.main()).contains("We stay with two tiers").contains("Outside the charter");
            browser.open("/access-reviews/rights?kind=access-review").looksRight();
            assertThat(browser.main()).contains("Ada Admin").contains("access reviews");
            browser.open("/access-reviews").looksRight().press("Sign a review");
            browser.looksRight().fill("finding", "Nothing to take away");
            browser.fill("password", "not it").press("Sign with the password");
            assertThat(browser.page().locator("#e-password").innerText()).isNotEmpty();
            browser.fill("password", TestServer.PASSWORD).press("Sign with the password");
            assertThat(browser.main()).contains("Signed.").contains("Nothing to take away");
            browser.looksRight().page().locator("table a.row-link").first().click();
            browser.page().waitForSelector("text=Digest of the table");
            browser.looksRight();
        }
    }
}
