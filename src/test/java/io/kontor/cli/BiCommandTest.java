package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.DatabaseRole;
import io.kontor.database.OpenDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class BiCommandTest extends CommandTest {
    private String password() {
        return out.lines()
                .filter(line -> line.startsWith("postgresql://kontor_bi:"))
                .map(line -> line.replaceAll("^postgresql://kontor_bi:|@127.*$", ""))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> partners(OpenDatabase database, String password) throws SQLException {
        try (var tool = DriverManager.getConnection(database.endpoint().url(), "kontor_bi", password);
                var rows = tool.createStatement().executeQuery("select name from bi.company")) {
            rows.next();
            return List.of(rows.getString(1));
        }
    }

    @Test
    void a_tool_is_let_in_with_a_password_of_its_own_and_shut_out_again() throws SQLException {
        var data = new DataDirectory(folder.resolve("data"));
        try (var database = OpenDatabase.use(data, Binaries.bundled())) {
            assertThat(run("bi", "--data", data.home().toString(), "--until", "1999-01-01"))
                    .isEqualTo(Cli.MISUSED);
            assertThat(err).contains("1999-01-01 is not a day to come");
            assertThat(run("bi", "--data", data.home().toString())).as(err).isEqualTo(Cli.DONE);
            var first = password();
            assertThat(partners(database, first)).hasSize(1);
            assertThat(run("bi", "--data", data.home().toString(), "--until", "2999-12-31"))
                    .isEqualTo(Cli.DONE);
            var second = password();
            assertThatThrownBy(() -> partners(database, first)).hasMessageContaining("password authentication failed");
            assertThat(partners(database, second)).hasSize(1);
            assertThat(run("bi", "--data", data.home().toString(), "--revoke")).isEqualTo(Cli.DONE);
            assertThatThrownBy(() -> partners(database, second)).isInstanceOf(SQLException.class);
            try (var owner = database.endpoint().open(DatabaseRole.OWNER);
                    var rows = owner.createStatement()
                            .executeQuery("select string_agg(action, ' ' order by recorded_at) from ledger.entry"
                                    + " where action like 'reader.%'")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("reader.admitted reader.admitted reader.shut_out");
            }
        }
    }
}
