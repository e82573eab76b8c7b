package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.entrance.Tokens;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("database")
class TokenCommandTest extends CommandTest {
    @Test
    void a_token_is_made_listed_and_withdrawn_and_works_in_between() {
        var data = new DataDirectory(folder.resolve("office"));
        try (var database = OpenDatabase.own(data, Binaries.bundled());
                var office = Office.forCommand(database)) {
            var actor = Office.administrator();
            office.bean(People.class)
                    .create(
                            actor,
                            Person.ofOffice("Paul Program", "paul@example.com", "en", "Europe/Berlin")
                                    .with(List.of(Assignment.everywhere(
                                            office.bean(Ids.class).next(), "partner-manager", null))),
                            null);
            var where = new String[] {"--data", folder.resolve("office").toString(), "--json"};
            var made = json(
                    where,
                    "token",
                    "create",
                    "--person",
                    "paul@example.com",
                    "--name",
                    "crm",
                    "--permission",
                    "partner:see,product:create");
            var tokens = office.bean(Tokens.class);
            var caller = tokens.actor(made.path("token").asString()).orElseThrow();
            assertThat(caller.may("partner", Verb.SEE)).isTrue();
            assertThat(caller.may("partner", Verb.CHANGE)).isFalse();
            assertThat(caller.may("product", Verb.CREATE))
                    .as("never more than its person")
                    .isFalse();

            var list = json(where, "token", "list");
            assertThat(list.at("/tokens/0/id").asString())
                    .isEqualTo(made.path("id").asString());
            assertThat(list.at("/tokens/0/person_name").asString()).isEqualTo("Paul Program");
            assertThat(list.toString()).doesNotContain(made.path("token").asString());

            json(where, "token", "withdraw", made.path("id").asString());
            assertThat(tokens.actor(made.path("token").asString())).isEmpty();
            assertThat(json(where, "token", "list").at("/tokens/0/withdrawn").asBoolean())
                    .isTrue();

            assertThat(refused(where, "token", "withdraw", "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10"))
                    .isEqualTo(1);
            assertThat(refused(
                            where,
                            "token",
                            "create",
                            "--person",
                            "nobody@example.com",
                            "--name",
                            "x",
                            "--permission",
                            "partner:see"))
                    .isEqualTo(1);
            assertThat(refused(
                            where,
                            "token",
                            "create",
                            "--person",
                            "paul@example.com",
                            "--name",
                            "x",
                            "--permission",
                            "partner:eat"))
                    .isEqualTo(1);
            assertThat(refused(where, "token", "create")).isEqualTo(2);
        }
    }

    private static String[] with(String[] where, String... command) {
        var all = java.util.Arrays.copyOf(command, command.length + where.length);
        System.arraycopy(where, 0, all, command.length, where.length);
        return all;
    }

    private static int refused(String[] where, String... command) {
        return Cli.run(with(where, command));
    }

    private JsonNode json(String[] where, String... command) {
        assertThat(run(with(where, command))).isZero();
        return json();
    }
}
