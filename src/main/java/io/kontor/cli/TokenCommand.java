package io.kontor.cli;

import io.kontor.entrance.Tokens;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import io.kontor.people.PermissionTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tokens for programs, made and withdrawn by whoever runs the machine. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TokenCommand.Create.class, TokenCommand.Listing.class, TokenCommand.Withdraw.class})
final class TokenCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Override
    public Integer call() {
        Terminal.say("cli.which-command");
        return Cli.MISUSED;
    }

    @Command(name = "create", mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin
        Where where = new Where();

        @Option(names = "--person", paramLabel = "EMAIL", required = true)
        String person = "";

        @Option(names = "--name", paramLabel = "NAME", required = true)
        String name = "";

        @Option(names = "--permission", paramLabel = "KIND:VERB", required = true, split = ",")
        List<String> permissions = List.of();

        @Option(names = "--days", paramLabel = "N", defaultValue = "90")
        int days;

        @Option(names = "--json")
        boolean json;

        @Override
        public Integer call() {
            try (var database = where.open();
                    var office = Office.forCommand(database)) {
                var account = office.bean(Access.class)
                        .account(person)
                        .orElseThrow(() ->
                                Refusal.invalid("no-account", "email", person).at("person"));
                var chosen = permissions.equals(List.of(ALL)) ? everything() : new TreeSet<>(permissions);
                var created = office.bean(Tokens.class)
                        .create(Office.administrator(), account.person(), name, chosen, Duration.ofDays(days));
                if (json) {
                    Terminal.json(Map.of(
                            "id",
                            created.id().toString(),
                            "token",
                            created.secret(),
                            "person",
                            account.person().toString(),
                            "permissions",
                            chosen));
                } else {
                    Terminal.say("cli.token.keep-it", "name", name, "person", account.name(), "days", days);
                    Terminal.print(created.secret());
                }
                return Cli.DONE;
            }
        }

        private static Set<String> everything() {
            return PermissionTable.shipped().all().stream()
                    .map(permission ->
                            permission.kind() + ":" + permission.verb().code())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Where where = new Where();

        @Option(names = "--json")
        boolean json;

        @Override
        public Integer call() {
            try (var database = where.open();
                    var office = Office.forCommand(database)) {
                var actor = Office.administrator();
                var tokens = office.bean(Tokens.class).list(actor, null);
                var names = names(office, actor, tokens);
                if (json) {
                    Terminal.json(Map.of(
                            "tokens",
                            tokens.stream().map(token -> asJson(token, names)).toList()));
                } else {
                    tokens.forEach(token -> print(token, names));
                }
                return Cli.DONE;
            }
        }

        private static Map<UUID, String> names(Office office, Actor actor, List<Tokens.Listed> tokens) {
            return office.bean(io.kontor.people.People.class)
                    .names(
                            actor,
                            tokens.stream()
                                    .map(Tokens.Listed::person)
                                    .distinct()
                                    .toList());
        }

        private static Map<String, @Nullable Object> asJson(Tokens.Listed token, Map<UUID, String> names) {
            var one = new LinkedHashMap<String, @Nullable Object>();
            one.put("id", token.id().toString());
            one.put("name", token.name());
            one.put("person", token.person().toString());
            one.put("person_name", names.get(token.person()));
            one.put("permissions", token.permissions());
            one.put("created_at", token.createdAt().toString());
            one.put("expires_at", token.expiresAt().toString());
            one.put("used_at", token.usedAt() == null ? null : token.usedAt().toString());
            one.put("withdrawn", token.revoked());
            return one;
        }

        private static void print(Tokens.Listed token, Map<UUID, String> names) {
            var words = Terminal.words();
            Terminal.print(words.t(
                    token.revoked() ? "cli.token.line-withdrawn" : "cli.token.line",
                    "id",
                    token.id(),
                    "name",
                    token.name(),
                    "person",
                    names.getOrDefault(token.person(), ""),
                    "permissions",
                    String.join(",", token.permissions()),
                    "until",
                    token.expiresAt()));
        }
    }

    @Command(name = "withdraw", mixinStandardHelpOptions = true)
    static final class Withdraw implements Callable<Integer> {
        @Parameters(paramLabel = "ID")
        UUID id = new UUID(0, 0);

        @Mixin
        Where where = new Where();

        @Option(names = "--json")
        boolean json;

        @Override
        public Integer call() {
            try (var database = where.open();
                    var office = Office.forCommand(database)) {
                office.bean(Tokens.class).revoke(Office.administrator(), id);
                if (json) {
                    Terminal.json(Map.of("id", id.toString(), "withdrawn", true));
                } else {
                    Terminal.say("cli.token.withdrawn");
                }
                return Cli.DONE;
            }
        }
    }
}
