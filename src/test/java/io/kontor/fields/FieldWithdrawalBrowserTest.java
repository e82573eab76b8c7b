package io.kontor.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.browser.Browser;
import io.kontor.fields.spi.FieldReaders;
import io.kontor.kernel.Actor;
import io.kontor.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class FieldWithdrawalBrowserTest {
    static final class Reading implements FieldReaders {
        final List<String> titles = new ArrayList<>(List.of("Tiers of the Club"));

        @Override
        public List<String> readers(Actor actor, String object, String code) {
            return code.equals("fleet-size") ? titles : List.of();
        }
    }

    @Test
    void a_field_that_is_read_stays_and_its_own_page_says_by_what() {
        var reading = new Reading();
        try (var server = TestServer.open(reading);
                var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            var id = server.bean(CustomFields.class)
                    .create(
                            server.administrator(),
                            new CustomField(
                                    "partner",
                                    "fleet-size",
                                    CustomField.Type.NUMBER,
                                    CustomField.Audience.OFFICE,
                                    Map.of("en", "Fleet"),
                                    List.of(),
                                    1,
                                    false),
                            null);
            browser.open("/settings/fields/" + id);
            var page = browser.page();
            var withdraw = page.locator("form[action$='/withdrawal'] button");
            var answer = page.waitForResponse(response -> response.url().endsWith("/withdrawal"), withdraw::click);
            assertThat(answer.status()).isEqualTo(409);
            page.waitForSelector("main [role=alert]");
            assertThat(browser.main()).contains("Tiers of the Club");
            assertThat(page.inputValue("[name='label.en']")).isEqualTo("Fleet");
            browser.looksRight().picture("field-read");
            reading.titles.clear();
            withdraw.click();
            page.waitForURL("**/settings/fields*");
            assertThat(server.bean(CustomFields.class)
                            .find(server.administrator(), id)
                            .state()
                            .withdrawn())
                    .isTrue();
        }
    }
}
