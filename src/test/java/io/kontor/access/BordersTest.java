package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.support.TestOffice;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The borders between rooms and around the database that no compiler sees. */
class BordersTest {
    final Borders borders = new Borders(Walk.rooms());

    @Test
    void a_room_names_its_own_tables_and_the_views_of_lower_rooms() {
        assertThat(Borders.sources(".java").entrySet().stream()
                        .flatMap(source -> borders.trespassesOfJava(source.getKey(), source.getValue()).stream())
                        .sorted())
                .isEmpty();
    }

    @Test
    void migrations_point_downwards_and_views_are_made_of_views() {
        assertThat(Borders.sources(".sql").entrySet().stream()
                        .flatMap(source -> borders.trespassesOfSql(source.getKey(), source.getValue()).stream())
                        .sorted())
                .isEmpty();
    }

    @Test
    void a_trespass_is_found() {
        var java = """
                class Deals {
                    // select name from partners.partner
                    String a = "select name from partners.partner_v where id = :id";
                    String b = "select name from partners.partner where id = :id";
                    String c = \"""
                        select x from deals.deal d join customers.customer c on true
                        \""";
                    String d = "/partners.partner is no table";
                }
                """;
        assertThat(borders.trespassesOfJava("deals/Deals.java", java))
                .containsExactly(
                        "deals/Deals.java names partners.partner", "deals/Deals.java names customers.customer");
        assertThat(borders.trespassesOfJava("partners/Upwards.java", "String a = \"select 1 from deals.deal_v\";"))
                .as("not even a view of a higher room")
                .containsExactly("partners/Upwards.java names deals.deal_v");
        assertThat(borders.trespassesOfSql(
                        "deals/db/V1__x.sql", "alter table deals.x add foreign key (a) references partners.partner;"))
                .isEmpty();
        assertThat(borders.trespassesOfSql(
                        "partners/db/V1__x.sql", "create table partners.x (d uuid references deals.deal);"))
                .containsExactly("partners/db/V1__x.sql names deals.deal");
        assertThat(borders.trespassesOfSql(
                        "deals/db/views/v.sql", "create view deals.x_v as select 1 from partners.partner;"))
                .containsExactly("deals/db/views/v.sql names partners.partner");
    }

    @Test
    void transactions_and_connections_are_had_from_tx_alone() {
        assertThat(
                        using(
                                "@Transactional|TransactionTemplate|PlatformTransactionManager|\\bDataSource\\b|DriverManager|JdbcTemplate"))
                .allMatch(path -> path.startsWith("database/"));
        assertThat(using("@Transactional")).isEmpty();
    }

    @Test
    void pages_and_commands_ask_facades_and_not_the_database() {
        assertThat(using("JdbcClient"))
                .noneMatch(path -> path.contains("/web/"))
                .noneMatch(path -> path.matches("(cli|ui|kernel|language|timeline|settings)/.*"));
    }

    @Test
    @Tag("database")
    void a_query_outside_a_transaction_fails() {
        try (var office = TestOffice.open()) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() ->
                            office.jdbc().sql("select 1").query(Integer.class).single())
                    .havingRootCause()
                    .withMessageContaining("only to be had inside Tx");
        }
    }

    private static List<String> using(String expression) {
        var pattern = Pattern.compile(expression);
        return Borders.sources(".java").entrySet().stream()
                .filter(source -> pattern.matcher(source.getValue()).find())
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
