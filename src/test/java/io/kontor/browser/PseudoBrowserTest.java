package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.entrance.Credentials;
import io.kontor.files.Audience;
import io.kontor.files.Notes;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Subject;
import io.kontor.partners.Agreement;
import io.kontor.partners.Agreements;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Contacts;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.support.TestServer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Walks from Home along every link in the language nobody speaks: 40 % longer than English, from right to left, in brackets.
 * What people typed is Greek here, so whatever is Latin and outside brackets never went through a bundle.
 */
@Tag("browser")
class PseudoBrowserTest {
    private static final LocalDate SPRING = LocalDate.of(2026, 3, 2);

    /** Words on the page that are neither in brackets nor Greek: not from a bundle, not from people. */
    private static final String UNTRANSLATED = """
            () => {
              const found = new Set();
              const free = text => {
                let depth = 0, rest = '';
                for (const c of text) {
                  if (c === '[') depth++;
                  else if (c === ']') { depth = Math.max(0, depth - 1); rest += ' '; }
                  else if (depth === 0) rest += c;
                }
                return rest
                  .replace(/house-rules/g, ' ')
                  .replace(/\\S+@\\S+|https?:\\S+|[0-9a-f]{8}-[0-9a-f-]{27}/g, ' ')
                  .replace(/(\\d{1,2} )?\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec) \\d{4}/g, ' ')
                  .replace(/\\b(Germany|Euro|EUR|January|February|March|April|May|June|July|August|September|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Kontor|Ctrl|QPS|Europe.Berlin|UTC|English|Deutsch|Español|Français)(?![\\w])/g, ' ');
              };
              const note = (where, text) => {
                const left = free(text).trim();
                if (/[A-Za-z]{2}/.test(left)) found.add(where + ': ' + left.slice(0, 80));
              };
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const parent = walker.currentNode.parentElement;
                if (parent.closest('script, style, template, noscript, code, pre, kbd, .agent, textarea')) continue;
                if (parent.tagName === 'OPTION' && parent.parentElement.options?.length > 20) continue;
                note(parent.tagName.toLowerCase(), walker.currentNode.textContent);
              }
              for (const one of document.body.querySelectorAll('[placeholder], [aria-label], [title], [alt]'))
                for (const name of ['placeholder', 'aria-label', 'title', 'alt'])
                  if (one.hasAttribute(name)) note(name, one.getAttribute(name));
              return [...found];
            }
            """;

    private static final String LINKS =
            "() => [...document.querySelectorAll('nav a[href^=\"/\"], main a[href^=\"/\"], .page-header a[href^=\"/\"]')]"
                    + ".filter(one => !one.hasAttribute('download')).map(one => one.getAttribute('href'))";

    @Test
    void every_page_stands_more_text_the_other_direction_and_says_nothing_past_the_bundles() {
        try (var server = TestServer.empty()) {
            var partner = furnish(server);
            account(
                    server,
                    Person.ofOffice("Άννα", "anna@example.com", "qps", "Europe/Berlin"),
                    "administrator",
                    "partner-operations");
            account(
                    server,
                    Person.ofFirm(partner, "Σοφία", "sophia@example.com", "qps", "Europe/Berlin"),
                    "company-admin");
            server.settle();
            assertThat(walk(server, "anna@example.com", 80)).as("the office").isEmpty();
            assertThat(walk(server, "sophia@example.com", 6)).as("a partner").isEmpty();
        }
    }

    private static List<String> walk(TestServer server, String email, int fewest) {
        try (var browser = Browser.desktop(server)) {
            browser.page().context().addCookies(List.of(new Cookie("kontor-language", "qps").setUrl(server.url())));
            browser.open("/signin");
            assertThat(complaints(browser)).isEmpty();
            browser.signIn(email, TestServer.PASSWORD);
            assertThat(browser.page().getAttribute("html", "dir")).isEqualTo("rtl");
            return walk(browser, browser.path(), fewest);
        }
    }

    /** One page of each kind is enough: two partners have the same page. */
    private static List<String> walk(Browser browser, String start, int fewest) {
        var complaints = new ArrayList<String>();
        var seen = new LinkedHashSet<String>();
        var ahead = new ArrayDeque<>(List.of(start));
        while (!ahead.isEmpty()) {
            var path = ahead.poll();
            if (!seen.add(kind(path))) {
                continue;
            }
            browser.open(path);
            browser.page().waitForFunction("() => !document.querySelector('[hx-trigger=load]')");
            complaints.addAll(complaints(browser));
            for (var link : (List<?>) browser.page().evaluate(LINKS)) {
                if (leadsToAPage(link.toString())) {
                    ahead.add(link.toString());
                }
            }
        }
        assertThat(seen).as("pages walked").hasSizeGreaterThanOrEqualTo(fewest);
        return complaints;
    }

    private static boolean leadsToAPage(String link) {
        return !link.matches("/(api|assets|help|docs)/.*|.*(/content|\\.csv|\\.xlsx|\\.pdf|/openapi.json).*")
                && !link.contains("#");
    }

    private static String kind(String link) {
        return link.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*").replaceAll("[?&](?!tab=)[^&]*", "");
    }

    private static List<String> complaints(Browser browser) {
        var page = browser.page();
        var complaints = new ArrayList<String>();
        if (!"rtl".equals(page.getAttribute("html", "dir"))) {
            complaints.add("not from right to left");
        }
        ((List<?>) page.evaluate(UNTRANSLATED)).forEach(text -> complaints.add(text.toString()));
        page.setViewportSize(390, 844);
        sideways(browser, "on a phone", complaints);
        page.setViewportSize(1366, 900);
        sideways(browser, "on a desk", complaints);
        return complaints.stream().map(one -> browser.path() + " " + one).toList();
    }

    private static void sideways(Browser browser, String where, List<String> complaints) {
        var wide = browser.run("document.documentElement.scrollWidth - window.innerWidth");
        if (((Number) Objects.requireNonNull(wide)).intValue() > 1) {
            complaints.add("scrolls sideways " + where + " by " + wide);
        }
    }

    private static UUID furnish(TestServer server) {
        var admin = server.administrator();
        var company = server.bean(Company.class);
        company.change(
                admin,
                company.known(admin).version(),
                old -> new CompanyProfile(
                        "Βόρειο Φως", "EUR", "Europe/Berlin", 1, "en", List.of("en", "de"), null, null, true),
                null);
        var partner = server.bean(Partners.class)
                .create(
                        admin,
                        Partner.named("Αλφα ΑΕ").withTypes(List.of(PartnerType.RESELLER, PartnerType.MSP), SPRING),
                        "λόγος");
        server.bean(Contacts.class)
                .create(
                        admin,
                        new Contact(
                                partner,
                                "Ελενη",
                                "eleni@example.com",
                                null,
                                "Διευθύντρια",
                                "en",
                                List.of(ContactRole.MAIN),
                                null,
                                Map.of(),
                                false),
                        null);
        server.bean(Agreements.class)
                .create(admin, new Agreement(partner, "Σύμβαση", null, SPRING, SPRING, null, true, false), null);
        var programme = server.bean(Programmes.class)
                .create(
                        admin,
                        new Programme(
                                "p",
                                "Πρόγραμμα",
                                null,
                                Programme.Status.OPEN,
                                SPRING,
                                null,
                                List.of(new Programme.Tier("a", "Αργυρό")),
                                List.of(),
                                false),
                        null);
        server.bean(Memberships.class)
                .create(
                        admin,
                        new Membership(
                                partner,
                                programme,
                                SPRING,
                                null,
                                Membership.Status.ACTIVE,
                                List.of(new Dated<>("a", SPRING, null)),
                                false),
                        null);
        var customer = server.bean(Customers.class).create(admin, Customer.named("Πελάτης"), null);
        var family = server.bean(Families.class).create(admin, Family.of("f", "Οικογένεια"), null);
        var product = server.bean(Products.class)
                .create(admin, Product.of("Π-1", "Προϊόν").withFamily(family), null);
        server.bean(Deals.class)
                .create(
                        admin,
                        new Deal(
                                "Συμφωνία",
                                customer,
                                null,
                                "EUR",
                                Stage.PROPOSAL,
                                null,
                                SPRING,
                                SPRING.plusMonths(3),
                                null,
                                null,
                                null,
                                "Περιγραφή",
                                List.of(),
                                List.of(new DealLine(1, product, null, BigDecimal.TWO, BigDecimal.TEN, BigDecimal.ONE)),
                                List.of(new DealShare(partner, PartnerRole.SOURCING, SPRING, "Κλήση")),
                                null,
                                null,
                                Map.of(),
                                null,
                                false),
                        null);
        server.bean(Notes.class).write(admin, new Subject("partner", partner), "Σημείωση", Audience.OFFICE);
        return partner;
    }

    private static void account(TestServer server, Person person, String... roles) {
        var admin = server.administrator();
        var held = Stream.of(roles)
                .map(role -> Assignment.everywhere(server.bean(Ids.class).next(), role, null))
                .toList();
        var id = server.bean(People.class).create(admin, person.with(held), null);
        var account = server.bean(Access.class).account(id).orElseThrow();
        server.bean(Credentials.class).setPassword(admin, account, TestServer.PASSWORD);
    }
}
