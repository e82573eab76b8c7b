package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.entrance.Accounts;
import io.kontor.kernel.Ids;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class PeopleBrowserTest {
    final TestServer server = TestServer.shared();

    UUID partner(String name) {
        return server.bean(Partners.class).create(server.administrator(), Partner.named(name), null);
    }

    UUID person(String name, String email) {
        return server.bean(People.class)
                .create(server.administrator(), Person.ofOffice(name, email, "en", "Europe/Berlin"), null);
    }

    Browser admin() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    @Test
    void somebody_is_added_given_roles_invited_and_comes_in() {
        partner("Harbour Systems");
        try (var browser = admin()) {
            browser.open("/people").looksRight().press("Add person");
            browser.looksRight()
                    .fill("name", "Nina New")
                    .fill("email", "not an address")
                    .fill("begin", "18:00")
                    .fill("end", "09:00");
            browser.run("document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("The working day must begin");
            assertThat(browser.page().inputValue("main [name=name]")).isEqualTo("Nina New");
            browser.fill("begin", "08:00").fill("end", "16:00");
            browser.run("document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("is not an e-mail address");
            browser.looksRight().fill("email", "nina@example.com");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.title()).isEqualTo("Nina New");
            assertThat(browser.main()).contains("No role yet");

            browser.press("Add a role");
            browser.choose("role", "partner-manager")
                    .choose("reach", "partners")
                    .fill("partners", "No such firm");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("There is no partner called No such firm");
            browser.looksRight().fill("partners", "Harbour");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("Partner manager").contains("Harbour Systems");
            browser.looksRight();
            browser.open(browser.path().replaceAll("\\?.*", "") + "?tab=rights").looksRight();
            assertThat(browser.main()).contains("Memberships");

            browser.press("Invite");
            assertThat(browser.title()).isEqualTo("The invitation is on its way");
            browser.looksRight();
            var link = browser.page().inputValue("#given-link");
            try (var other = Browser.desktop(server)) {
                other.open(link).fill("password", "four words make sense").fill("again", "four words make sense");
                other.page().click("main button.btn-primary");
                assertThat(other.path()).matches("/(\\?.*)?");
                other.open("/partners");
                assertThat(other.main()).contains("Harbour Systems");
                other.open("/people/new");
                assertThat(other.title()).isEqualTo("Not allowed");
            }
            browser.open("/people?q=nina");
            assertThat(browser.main()).contains("signs in").contains("Partner manager");
        }
    }

    @Test
    void two_editors_of_one_person_see_each_other_side_by_side() {
        var id = person("Clara Clash", "clara@example.com");
        try (var browser = admin()) {
            browser.open("/people/" + id + "/edit").fill("name", "Clara Mine");
            var people = server.bean(People.class);
            var known = people.find(server.administrator(), id);
            people.change(
                    server.administrator(),
                    id,
                    known.version(),
                    person -> person.withProfile("Clara Theirs", person.email(), "de", person.zone(), false),
                    null);
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("Clara Theirs").contains("Clara Mine");
            browser.looksRight();
            browser.page().click("main form button.btn-primary");
            assertThat(browser.title()).isEqualTo("Clara Mine");
            browser.page().click("summary[aria-label=More]");
            browser.press("Undo the last change");
            assertThat(browser.title()).isEqualTo("Clara Theirs");
            browser.page().click("summary[aria-label=More]");
            browser.press("Withdraw this person");
            browser.looksRight().fill("reason", "left the company");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("This person is withdrawn");
            browser.open("/people/" + id + "?tab=timeline");
            browser.page().waitForSelector(".timeline-line");
            assertThat(browser.main()).contains("left the company").contains("took back the last change");
            browser.looksRight();
        }
    }

    @Test
    void many_people_are_changed_at_once_with_the_effect_shown_first() {
        person("Bulk One", "bulk1@example.com");
        person("Bulk Two", "bulk2@example.com");
        try (var browser = admin()) {
            browser.open("/people?q=bulk");
            browser.page().check("[data-select-all]");
            browser.choose("action", "zone").press("Continue");
            browser.choose("value", "Europe/Paris").press("Show");
            assertThat(browser.main()).contains("Europe/Paris");
            browser.looksRight();
            browser.page().click(".card-footer button.btn-primary");
            browser.open("/people?q=bulk&cols=name,zone");
            assertThat(browser.main()).contains("Europe/Paris").doesNotContain("Europe/Berlin");
        }
    }

    @Test
    void a_contact_becomes_somebody_who_signs_in_at_the_portal() {
        var firm = partner("Quay Partners");
        var contact = server.bean(Contacts.class)
                .create(
                        server.administrator(),
                        new Contact(
                                firm,
                                "Pia Partner",
                                "pia@example.org",
                                null,
                                null,
                                "de",
                                List.of(ContactRole.TECHNICAL),
                                null,
                                Map.of(),
                                false),
                        null);
        try (var browser = admin()) {
            browser.open("/contacts/" + contact).press("Invite to sign in");
            browser.looksRight();
            assertThat(browser.page().isChecked("[name=roles][value=company-admin]"))
                    .isTrue();
            assertThat(browser.page().isChecked("[name=roles][value=technical]"))
                    .isTrue();
            browser.page().click("main form button.btn-primary");
            var link = browser.page().inputValue("#given-link");
            assertThat(browser.main()).contains("pia@example.org");
            browser.open("/contacts/" + contact);
            assertThat(browser.main()).contains("signs in");
            try (var other = Browser.desktop(server)) {
                other.open(link).fill("password", "vier Worte zur Probe").fill("again", "vier Worte zur Probe");
                other.page().click("main button.btn-primary");
                assertThat(other.path()).startsWith("/portal");
                other.open("/people");
                assertThat(other.page().locator("main").innerText()).doesNotContain("Pia Partner");
            }
        }
    }

    @Test
    void a_team_is_made_and_its_people_are_on_its_page() {
        var id = person("Tina Team", "tina@example.com");
        try (var browser = admin()) {
            browser.open("/teams/new").fill("name", "North");
            browser.page().check("[name=members][value='" + id + "']");
            browser.looksRight();
            browser.page().click("main form button.btn-primary");
            assertThat(browser.title()).isEqualTo("North");
            assertThat(browser.main()).contains("Tina Team");
            browser.looksRight().open("/teams").looksRight();
            browser.open("/people/" + id);
            assertThat(browser.main()).contains("North");
        }
    }

    @Test
    void the_permission_table_is_read_and_a_role_of_ones_own_is_made() {
        try (var browser = admin()) {
            browser.open("/settings/roles").looksRight();
            assertThat(browser.page().locator(".matrix thead .upright").count()).isGreaterThanOrEqualTo(16);
            browser.open("/settings/roles?side=portal").looksRight();
            browser.open("/settings/roles/new").looksRight().fill("code", "Not A Code!");
            browser.page().selectOption("[name='p.partner:see']", "a");
            browser.page().selectOption("[name='p.deal:change']", "o");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("is not a code");
            browser.fill("code", "channel-analyst").page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("Please fill this in");
            browser.fill("name.en", "Channel analyst").page().click("main form button.btn-primary");
            assertThat(browser.title()).isEqualTo("Channel analyst");
            assertThat(browser.main()).contains("Deals");
            browser.looksRight();
            browser.page().click("summary[aria-label=More]");
            browser.press("Take this role out of use");
            assertThat(browser.main()).contains("The role is out of use");
        }
    }

    @Test
    void a_forgotten_password_is_asked_for_without_saying_who_is_known() {
        try (var browser = Browser.desktop(server)) {
            browser.open("/signin").press("Forgot your password?");
            browser.looksRight()
                    .fill("email", "nobody-" + server.bean(Ids.class).next() + "@example.com");
            browser.page().click("main form button.btn-primary");
            var unknown = browser.main();
            assertThat(unknown).contains("If there is an account with this address");
            browser.open("/forgot").fill("email", "admin@example.com");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).isEqualTo(unknown);
        }
    }

    @Test
    void a_token_is_made_shown_once_and_withdrawn() {
        try (var browser = admin()) {
            browser.open("/me/tokens").looksRight().open("/me/tokens/new").fill("name", "nightly export");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("Choose at least one permission");
            browser.looksRight();
            browser.page().check("[name=permissions][value='partner:see']");
            browser.page().click("main form button.btn-primary");
            var secret = browser.page().inputValue("#token-secret");
            assertThat(secret).startsWith("kontor_");
            browser.looksRight();
            var answer = browser.page()
                    .request()
                    .get(
                            server.url() + "/api/v1/partners",
                            com.microsoft.playwright.options.RequestOptions.create()
                                    .setHeader("Authorization", "Bearer " + secret));
            assertThat(answer.status()).isEqualTo(200);
            browser.open("/settings/tokens");
            assertThat(browser.main()).contains("nightly export").doesNotContain(secret);
            browser.looksRight();
            browser.page().click("button[aria-label='Withdraw the token nightly export']");
            assertThat(browser.main()).contains("The token is withdrawn");
            var refused = browser.page()
                    .request()
                    .get(
                            server.url() + "/api/v1/partners",
                            com.microsoft.playwright.options.RequestOptions.create()
                                    .setHeader("Authorization", "Bearer " + secret));
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void people_and_roles_fit_a_phone_in_the_dark() {
        var id = person("Phyllis Phone", "phyllis@example.com");
        try (var browser = Browser.phone(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD);
            for (var path : List.of(
                    "/people",
                    "/people/new",
                    "/people/" + id,
                    "/people/" + id + "?tab=account",
                    "/people/" + id + "/assignments/new",
                    "/teams",
                    "/settings/roles",
                    "/settings/roles/new",
                    "/settings",
                    "/me/tokens/new")) {
                browser.open(path).looksRight();
            }
        }
    }

    @Test
    void a_sign_in_is_ended_from_ones_own_account_and_by_who_looks_after_it() {
        var id = server.person("sessions@example.com", "Sara Sessions", "auditor");
        try (var here = Browser.desktop(server);
                var there = Browser.desktop(server);
                var admin = admin()) {
            here.signIn("sessions@example.com", TestServer.PASSWORD).open("/me");
            there.signIn("sessions@example.com", TestServer.PASSWORD);
            here.open("/me").looksRight();
            here.page().locator("form[action^='/me/sessions/'] button").first().click();
            assertThat(here.main()).contains("That sign-in has ended");
            there.open("/me");
            assertThat(there.path()).startsWith("/signin");
            admin.open("/people/" + id + "?tab=account").looksRight();
            admin.page().locator("form[action*='/sessions/'] button").first().click();
            assertThat(admin.main()).contains("That sign-in has ended").contains("Signed in nowhere");
            here.open("/me");
            assertThat(here.path()).startsWith("/signin");
            admin.page().click("main form[action$=reset] button");
            var link = admin.page().inputValue("#given-link");
            here.open(link).looksRight().fill("password", "quite another thing").fill("again", "quite another thing");
            here.page().click("main button.btn-primary");
            here.page().context().clearCookies();
            here.signIn("sessions@example.com", "quite another thing").open("/me");
            assertThat(here.path()).isEqualTo("/me");
        }
    }

    @Test
    void the_words_of_a_letter_that_opens_an_account_are_for_those_who_may_do_as_much() {
        server.person("operations@example.com", "Otto Operations", "partner-operations");
        var boss = server.bean(People.class)
                .create(
                        server.administrator(),
                        Person.ofOffice("Berta Boss", "berta@example.com", "en", "Europe/Berlin")
                                .with(List.of(Assignment.everywhere(
                                        server.bean(Ids.class).next(), "administrator", null))),
                        null);
        server.bean(Accounts.class).invite(server.administrator(), boss);
        try (var admin = admin();
                var operations = Browser.desktop(server).signIn("operations@example.com", TestServer.PASSWORD)) {
            admin.open("/messages");
            admin.page()
                    .locator("tr", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Berta Boss"))
                    .locator("a.row-link")
                    .first()
                    .click();
            assertThat(admin.main()).contains("/welcome/");
            operations.open(admin.path()).looksRight();
            assertThat(operations.main()).doesNotContain("/welcome/").contains("may do more than you");
            operations.open("/people/" + boss).press("Invite again");
            assertThat(operations.main()).contains("Berta Boss may do more than you");
        }
    }
}
