package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.browser.Browser;
import io.kontor.governance.HouseRules.Rules;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import io.kontor.support.TestServer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With an office of its own: one person decides alone in it, and somebody who comes later says that it was wrong. */
@Tag("browser")
class ObjectionsBrowserTest {
    TestServer server;

    @BeforeEach
    void open() {
        server = TestServer.open();
        server.bean(HouseRules.class).governed = List.of(Act.of("charter"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    Actor ada() {
        var access = server.bean(Access.class);
        return access.actor(access.account("admin@example.com").orElseThrow(), UUID.randomUUID());
    }

    UUID publishedAlone() {
        var ada = ada();
        var changes = server.bean(Changes.class);
        var id = changes.open(ada, "Green doors", null, "house-rules", DocumentScope.ALL);
        var opened = changes.find(ada, id);
        changes.edit(
                ada, id, opened.version(), opened.state().items().getFirst().id(), Rules.of("green", 0));
        changes.check(ada, id);
        server.bean(Simulations.class).run(ada, new Words(Language.EN, ZoneOffset.UTC), id);
        changes.submit(ada, id, changes.find(ada, id).version());
        var asked = changes.find(ada, id).state();
        server.bean(Approvals.class).approve(ada, Objects.requireNonNull(asked.request()), asked.hash(), null);
        changes.schedule(ada, id, changes.find(ada, id).version(), null);
        server.bean(Publisher.class).drive(id);
        return id;
    }

    Browser sam() {
        server.person("second@governed.example", "Sam Second", "leadership", "partner-operations");
        return Browser.desktop(server).signIn("second@governed.example", TestServer.PASSWORD);
    }

    static void object(Browser browser) {
        browser.open("/approvals").press("Ratify");
        browser.fill("note", "Nobody asked me").press("Object");
        assertThat(browser.main()).contains("Sam Second objected").contains("takes nothing back by itself");
    }

    @Test
    void whoever_objects_to_a_change_is_led_to_where_it_is_rolled_back() {
        var change = publishedAlone();
        try (var browser = sam()) {
            object(browser);
            browser.looksRight().picture("objected");
            browser.open("/decisions/drift");
            assertThat(browser.main()).contains("Yes, with an objection");
            browser.looksRight().picture("drift-objected");
            browser.press("Roll the change back");
            assertThat(browser.path()).startsWith("/changes/" + change);
            browser.page().fill("#roll-back [name=reason]", "Decided by one alone");
            browser.looksRight().page().locator("#roll-back button").click();
            browser.until("/changes/" + change, "rolled back");
            browser.open("/decisions/drift");
            assertThat(browser.main()).contains("Yes, with an objection").doesNotContain("Roll the change back");
        }
    }

    @Test
    void whoever_objects_to_the_adoption_of_the_charter_is_led_to_a_change_of_it() {
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/charter").press("Adopt the charter");
        }
        try (var browser = sam()) {
            object(browser);
            browser.press("Propose a change of it");
            assertThat(browser.page().inputValue("[name=type]")).isEqualTo("charter");
        }
    }
}
