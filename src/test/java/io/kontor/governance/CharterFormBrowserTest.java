package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.kontor.browser.Browser;
import io.kontor.kernel.Side;
import io.kontor.people.Role;
import io.kontor.people.Roles;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With an office of its own: which ladders can be climbed is a question about everybody in it. */
@Tag("browser")
class CharterFormBrowserTest {
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

    /** Adopts the charter and opens a change of it; on the form when it is done. */
    static void beginChange(Browser browser) {
        browser.open("/charter").press("Adopt the charter");
        browser.open("/documents/new?type=charter&scope=all")
                .fill("title", "Who decides on prices")
                .press("Open the change");
        edit(browser);
    }

    static void edit(Browser browser) {
        browser.page().locator("a:has-text('Edit')").first().click();
        browser.page().waitForSelector("#charter-form");
    }

    /** Presses a button of the form and waits until the form is there as it answered. */
    static void button(Browser browser, String value) {
        var page = browser.page();
        page.locator("#charter-form").evaluate("form => form.setAttribute('data-old', 'yes')");
        page.locator("button[value='" + value + "']").click();
        page.waitForSelector("#charter-form:not([data-old])");
    }

    @Test
    void the_charter_is_changed_by_form_and_what_is_wrong_stands_beside_its_field() {
        for (int i = 0; i < 5; i++) {
            server.person("many" + i + "@charter.example", "Person " + i, "administrator");
        }
        try (var browser = ada()) {
            beginChange(browser);
            browser.looksRight().picture("charter-form");
            var page = browser.page();

            page.locator("#clause-0 summary").first().click();
            button(browser, "rung-add:0");
            assertThat(page.locator("#clause-0").getAttribute("open")).isNotNull();
            page.locator("#clause-0 select[name$='.role']").last().selectOption("legal");
            browser.fill("rights.0.hours", "soon")
                    .fill("objectives", "Grow\nTogether")
                    .fill("mission", "");
            button(browser, "budgets-add");
            browser.fill("budgets.1.name", "Fairs").fill("budgets.1.amount", "lots");
            browser.press("Save the draft");
            assertThat(browser.main()).contains("Kept, with what is wrong beside it");
            assertThat(page.locator("[id='e-mission']").innerText()).isNotEmpty();
            assertThat(page.locator("[id='e-rights.0.hours']").innerText()).contains("soon");
            assertThat(page.locator("[id='e-budgets.1.amount']").innerText()).contains("lots");
            assertThat(page.locator("[id='e-budgets.1.role']").innerText()).isNotEmpty();
            assertThat(page.locator("[name='rights.0.hours']").inputValue()).isEqualTo("soon");
            assertThat(page.locator("[name='budgets.1.amount']").inputValue()).isEqualTo("lots");
            assertThat(page.locator("[name='objectives']").inputValue()).isEqualTo("Grow\nTogether");
            assertThat(page.locator("#clause-0").innerText())
                    .contains("Nobody can climb the ladder")
                    .contains("Legal");
            browser.looksRight().picture("charter-form-wrong");
            browser.fill("mission", "Partners first.")
                    .fill("rights.0.hours", "24")
                    .fill("budgets.1.amount", "12,500.50");
            page.locator("[name='budgets.1.role']").selectOption("finance");
            browser.press("Save the draft");
            assertThat(browser.main())
                    .contains("Saved.")
                    .contains("Partners first.")
                    .contains("Fairs");
        }
    }

    @Test
    void clauses_come_and_go_and_gaps_are_closed_with_one_click_on_a_phone_too() {
        try (var phone = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            beginChange(phone);
            var page = phone.page();
            var clauses = page.locator(".charter-clause").count();
            for (int i = clauses; i > 0; i--) {
                if (page.locator("[name='rights." + (i - 1) + ".act']")
                        .inputValue()
                        .equals("charter")) {
                    page.locator("#clause-" + (i - 1) + " > summary").click();
                    button(phone, "clause-remove:" + (i - 1));
                }
            }
            assertThat(page.locator(".charter-clause").count()).isLessThan(clauses);
            button(phone, "gap:charter");
            assertThat(page.locator(".charter-clause").count()).isEqualTo(clauses);
            page.locator("[name='rights.new']").selectOption("charter");
            button(phone, "clause-add");
            var added = "rights." + clauses + ".";
            page.locator("[name='" + added + "ladder.0.role']").selectOption("leadership");
            phone.fill(added + "from", "5");
            phone.press("Save the draft");
            assertThat(page.locator("[id='e-" + added + "from']").innerText()).contains("not measured");
            phone.looksRight().picture("charter-form-phone");
            phone.fill(added + "from", "");
            button(phone, "rung-add:" + clauses);
            button(phone, "rung-up:" + clauses + ":1");
            assertThat(page.locator("[name='" + added + "ladder.1.role']").inputValue())
                    .isEqualTo("leadership");
            assertThat(page.locator("[name='" + added + "code']").inputValue()).isEqualTo("charter.2");
        }
    }

    @Test
    void a_role_of_the_office_itself_is_offered_by_its_name() {
        server.bean(Roles.class)
                .create(
                        server.administrator(),
                        new Role("desk-emea", Side.OFFICE, false, Map.of("en", "Deal desk EMEA"), List.of(), false),
                        null);
        try (var browser = ada()) {
            beginChange(browser);
            assertThat(browser.page()
                            .locator("[name='rights.0.ladder.0.role'] option[value='desk-emea']")
                            .textContent())
                    .isEqualTo("Deal desk EMEA");
        }
    }

    @Test
    void a_role_there_is_not_and_a_draft_that_makes_no_sense_come_from_the_text_into_the_form() {
        try (var browser = ada()) {
            beginChange(browser);
            var page = browser.page();
            page.locator("a:has-text('As text')").click();
            page.waitForSelector("#f-text");
            browser.press("Back to the form");
            page.waitForSelector("#charter-form");
            page.locator("a:has-text('As text')").click();
            page.waitForSelector("#f-text");
            var text = page.locator("#f-text").inputValue();
            page.locator("#f-text")
                    .fill(text.replaceFirst("role: leadership", "role: wizard")
                            .replaceFirst("hours: \\d+", "hours: never"));
            browser.press("Save the draft");
            browser.press("Back to the change");
            edit(browser);
            assertThat(browser.main()).contains("There is no role wizard");
            assertThat(page.locator("#charter-form option[value='wizard'][selected]")
                            .count())
                    .isEqualTo(1);
            assertThat(page.locator("input[value='never']").count()).isEqualTo(1);
            page.locator("#charter-form").locator("textarea[name='duties']").fill("What we do");
            page.waitForSelector("#charter-kept:has-text('to be mended')", new Page.WaitForSelectorOptions());
            page.reload();
            assertThat(page.locator("[name='duties']").inputValue()).isEqualTo("What we do");
        }
    }
}
