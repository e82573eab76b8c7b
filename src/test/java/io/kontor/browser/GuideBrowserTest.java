package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class GuideBrowserTest {
    final TestServer server = TestServer.shared();

    @Test
    void every_link_of_the_guide_leads_to_a_page_and_every_page_fits_a_phone_in_the_dark() {
        try (var browser = Browser.phone(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD).open("/docs");
            assertThat(browser.title()).isEqualTo("Start here");
            var codes = browser.page().locator("main nav a").all().stream()
                    .map(link -> link.getAttribute("href"))
                    .toList();
            assertThat(codes)
                    .hasSameSizeAs(
                            TestServer.shared().bean(io.kontor.docs.Guide.class).pages())
                    .doesNotHaveDuplicates();
            for (var code : codes) {
                browser.open(code);
                assertThat(browser.page()
                                .locator("main nav [aria-current=page]")
                                .getAttribute("href"))
                        .isEqualTo(code);
                assertThat((Boolean) browser.run("document.documentElement.scrollWidth <= window.innerWidth + 1"))
                        .as(code)
                        .isTrue();
                for (var link : browser.page().locator("article a").all()) {
                    var leads = link.getAttribute("href");
                    assertThat(browser.page()
                                    .request()
                                    .get(server.url() + leads)
                                    .status())
                            .as(leads)
                            .isEqualTo(200);
                }
            }
            browser.looksRight().picture("guide-phone");
        }
    }

    @Test
    void a_page_of_the_guide_looks_right_on_a_desk_and_an_unknown_one_is_not_found() {
        try (var browser = Browser.desktop(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD).open("/docs/command-line");
            assertThat(browser.page().locator("article").getAttribute("lang")).isEqualTo("en");
            assertThat(browser.page().locator("article h2[id]").count()).isPositive();
            browser.looksRight().picture("guide");
            for (var unknown : List.of("nothing", "start.md", "Start")) {
                assertThat(browser.page()
                                .request()
                                .get(server.url() + "/docs/" + unknown)
                                .status())
                        .isEqualTo(404);
            }
        }
    }
}
