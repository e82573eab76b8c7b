package io.kontor.cli;

import io.kontor.database.Health;
import io.kontor.database.Roles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    Where where = new Where();

    @Option(names = "--json")
    boolean json;

    @Option(names = "--sql")
    boolean sql;

    @Override
    public Integer call() {
        if (sql) {
            System.out.print(Roles.forOutside("kontor"));
            return Cli.DONE;
        }
        try (var database = where.open()) {
            var report = Health.of(database, System.getenv());
            if (json) {
                Terminal.json(asJson(report));
            } else {
                print(report);
            }
            return report.durable() && report.faults().isEmpty() ? Cli.DONE : Cli.REFUSED;
        }
    }

    private static Map<String, @Nullable Object> asJson(Health.Report report) {
        var result = new LinkedHashMap<String, @Nullable Object>(report.settings());
        result.put("server_version", report.serverVersion());
        result.put("schema", report.schema());
        result.put("schema_current", report.upToDate());
        result.put("roles_ok", report.faults().isEmpty());
        result.put(
                "role_faults",
                report.faults().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                fault -> fault.getValue().code(),
                                (one, other) -> one,
                                TreeMap::new)));
        result.put("last_backup", report.lastBackup().map(Object::toString).orElse(null));
        result.put("secret", report.secret().code());
        return result;
    }

    private static void print(Health.Report report) {
        var words = Terminal.words();
        Terminal.print(words.t("cli.doctor.server", "version", report.serverVersion()));
        report.settings().forEach((name, value) -> Terminal.print("  " + name + " = " + value));
        Terminal.print(words.t(report.upToDate() ? "cli.doctor.schema-current" : "cli.doctor.schema-behind"));
        if (report.faults().isEmpty()) {
            Terminal.print(words.t("cli.doctor.roles-ok"));
        }
        report.faults()
                .forEach((role, fault) -> Terminal.print(words.t("cli.doctor.fault." + fault.code(), "role", role)));
        if (!report.faults().isEmpty()) {
            Terminal.print(words.t("cli.doctor.faults"));
        }
        Terminal.print(words.t("cli.doctor.secret." + report.secret().code()));
        Terminal.print(report.lastBackup()
                .map(at -> words.t("cli.doctor.last-backup", "at", at))
                .orElseGet(() -> words.t("cli.doctor.no-backup")));
    }
}
