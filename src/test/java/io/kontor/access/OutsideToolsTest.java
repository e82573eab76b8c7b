package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.database.DatabaseRole;
import io.kontor.database.ReadingRole;
import io.kontor.database.TestCluster;
import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a tool from outside reads with the role of its own, and that it reads nothing else. */
@Tag("database")
class OutsideToolsTest {
    private static final String PASSWORD = ReadingRole.password();
    private static final Path GUIDE = Path.of("docs/guide/outside-tools.md");

    static TwoFirms firms;
    static Connection tool;

    @BeforeAll
    static void aToolIsLetIn() throws SQLException {
        firms = new TwoFirms();
        var office = firms.office;
        var actor = firms.actor;
        var today = LocalDate.ofInstant(firms.office.clock().instant(), ZoneOffset.UTC);
        var deals = office.bean(Deals.class);
        for (int i = 0; i < 12; i++) {
            var day = today.minusDays(10 + 23L * i);
            var shares = new ArrayList<DealShare>();
            if (i % 3 != 0) {
                shares.add(new DealShare(firms.okapi.id(), PartnerRole.SOURCING, day, null));
            }
            if (i % 2 == 0) {
                shares.add(new DealShare(firms.zebra.id(), PartnerRole.INFLUENCING, day, "a note nobody may see"));
            }
            deals.createMany(actor, List.of(Deals.Draft.of(deal(i, day, shares))), null);
        }
        office.settle();
        TestCluster.administer(ReadingRole.admitting(PASSWORD, null));
        tool = DriverManager.getConnection(office.endpoint().url(), ReadingRole.USER, PASSWORD);
    }

    private static Deal deal(int i, LocalDate day, List<DealShare> shares) {
        return new Deal(
                "Sample opportunity for tools " + i,
                null,
                null,
                "EUR",
                i % 4 == 1 ? Stage.LOST : Stage.WON,
                new BigDecimal("1000.25").multiply(BigDecimal.valueOf(i + 1)),
                day.minusDays(30),
                null,
                day,
                null,
                null,
                null,
                List.of(),
                List.of(),
                shares,
                null,
                null,
                Map.of(),
                null,
                false);
    }

    @AfterAll
    static void close() throws SQLException {
        tool.close();
        TestCluster.administer(ReadingRole.shuttingOut());
        firms.close();
    }

    private static List<String> read(String sql) throws SQLException {
        return new Walk(tool).list(sql);
    }

    private static String one(String sql) throws SQLException {
        return read(sql).getFirst();
    }

    /** Column and type of every view, as the guide lists them. */
    private static Map<String, List<String>> told() throws IOException {
        var told = new TreeMap<String, List<String>>();
        var view = "";
        for (var line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("### bi.")) {
                view = line.substring(7);
                told.put(view, new ArrayList<>());
            } else if (line.startsWith("| `") && !view.isEmpty()) {
                var parts = line.split("\\|", -1);
                told.get(view).add(parts[1].strip().replace("`", "") + " " + parts[2].strip());
            }
        }
        return told;
    }

    @Test
    void every_column_is_the_one_the_guide_promises() throws SQLException, IOException {
        var made = new TreeMap<String, List<String>>();
        for (var line : read("""
                select table_name || ' ' || column_name || ' ' || data_type from information_schema.columns
                where table_schema = 'bi' order by table_name, ordinal_position
                """)) {
            var parts = line.split(" ", 2);
            made.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(parts[1]);
        }
        assertThat(made)
                .as("reports are built on these names: add columns, never rename or drop one")
                .isEqualTo(told());
    }

    @Test
    void every_view_can_be_read_and_has_what_it_is_for() throws SQLException, IOException {
        for (var view : told().keySet()) {
            assertThat(read("select count(*) from " + view)).as(view).hasSize(1);
        }
        for (var view :
                List.of("partners", "customers", "deals", "deal_facts", "partner_days", "memberships", "company")) {
            assertThat(one("select count(*) from " + view)).as(view).isNotEqualTo("0");
        }
    }

    @Test
    void nothing_else_can_be_read() throws SQLException {
        try (var owner = firms.office.endpoint().open(DatabaseRole.OWNER)) {
            var walk = new Walk(owner);
            assertThat(walk.readable(ReadingRole.USER).keySet()).allMatch(name -> name.startsWith("bi."));
            for (var other : List.of("kontor_office", "kontor_portal")) {
                assertThat(walk.readable(other).keySet())
                        .as("%s has no way into views that show all", other)
                        .noneMatch(name -> name.startsWith("bi."));
            }
            var all = walk.list("select format('%I.%I', n.nspname, c.relname) from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm') and "
                    + Walk.OURS + " and n.nspname <> 'bi'");
            assertThat(all).hasSizeGreaterThan(50);
            for (var relation : all) {
                assertThatThrownBy(() -> read("select 1 from " + relation))
                        .as(relation)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void nothing_can_be_written() throws SQLException {
        for (var sql : List.of(
                "insert into bi.regions (code) values ('x')",
                "update bi.partners set name = 'x'",
                "delete from bi.deals",
                "create table bi.mine (id int)",
                "create temporary table mine (id int)",
                "create schema mine")) {
            assertThatThrownBy(() -> run(sql)).as(sql).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> run("begin read write; " + sql)).as(sql).hasMessageContaining("permission denied");
            run("rollback");
        }
        assertThat(one("show default_transaction_read_only")).isEqualTo("on");
        assertThat(one("show statement_timeout")).isEqualTo("1min");
        assertThat(
                        one(
                                "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    private static void run(String sql) throws SQLException {
        try (var statement = tool.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void nobody_s_address_cost_or_note_is_in_any_of_them() throws SQLException, IOException {
        var names = new ArrayList<String>();
        told().forEach((view, columns) -> columns.forEach(column -> names.add(view + "." + column)));
        assertThat(names)
                .noneMatch(
                        name -> name.matches(
                                ".*(mail|phone|contact|cost_|_cost|margin|score|note|evidence|reason|description|custom_office|secret|password|token|entry_id).* .*"));
        for (var view : told().keySet()) {
            assertThat(read("select t::text from bi." + view + " t"))
                    .as(view)
                    .noneMatch(row -> row.contains("a note nobody may see") || row.contains("@"));
        }
    }

    private static BigDecimal figure(Metric metric, LocalDate from) {
        return firms.office
                .bean(Figures.class)
                .of(firms.actor, Question.of(metric).within(from, null))
                .of(metric)
                .map(Figure::value)
                .orElseThrow();
    }

    @Test
    void sums_over_the_views_are_the_figures() throws SQLException {
        var from = LocalDate.ofInstant(firms.office.clock().instant(), ZoneOffset.UTC)
                .minusDays(200);
        for (var since : List.of(from, LocalDate.of(1990, 1, 1))) {
            var facts = " from deal_facts where day >= '" + since + "' and ";
            var sums = Map.of(
                    Metric.DEALS_WON, "select count(*)" + facts + "outcome = 'won'",
                    Metric.DEALS_LOST, "select count(*)" + facts + "outcome = 'lost'",
                    Metric.DEALS_WON_VALUE, "select sum(value)" + facts + "outcome = 'won'",
                    Metric.PARTNER_SOURCED_REVENUE, "select sum(value)" + facts + "outcome = 'won' and sourced",
                    Metric.PARTNER_INFLUENCED_REVENUE, "select sum(value)" + facts + "outcome = 'won' and influenced",
                    Metric.PARTNER_INVOLVED_REVENUE,
                            "select sum(value)" + facts + "outcome = 'won' and partner_id is not null",
                    Metric.WIN_RATE,
                            "select count(*) filter (where outcome = 'won')::numeric / count(*)" + facts
                                    + "outcome <> 'open' and not whole",
                    Metric.PARTNERS_ACTIVE,
                            "select count(distinct partner_id) from deal_partner_facts where outcome = 'won' and day >= '"
                                    + since + "'");
            for (var sum : sums.entrySet()) {
                var metric = sum.getKey();
                assertThat(new BigDecimal(one(sum.getValue())))
                        .as("%s since %s", metric, since)
                        .isCloseTo(
                                figure(metric, since),
                                org.assertj.core.data.Offset.offset(new BigDecimal("0.0000001")));
            }
        }
        var byPartner = new TreeMap<String, BigDecimal>();
        firms
                .office
                .bean(Figures.class)
                .of(
                        firms.actor,
                        Question.of(Metric.PARTNER_INVOLVED_REVENUE)
                                .within(from, null)
                                .by(Dimension.PARTNER))
                .parts()
                .stream()
                .filter(part -> !part.key().isEmpty())
                .forEach(part -> byPartner.put(
                        part.key(),
                        part.of(Metric.PARTNER_INVOLVED_REVENUE)
                                .map(Figure::value)
                                .orElseThrow()));
        var summed = new TreeMap<String, BigDecimal>();
        for (var line :
                read("select partner_id || ' ' || sum(value) from deal_partner_facts where outcome = 'won' and day >= '"
                        + from + "' group by partner_id")) {
            summed.put(line.split(" ")[0], new BigDecimal(line.split(" ")[1]));
        }
        byPartner.values().removeIf(value -> value.signum() == 0);
        assertThat(byPartner).hasSize(2);
        assertThat(summed.keySet()).isEqualTo(byPartner.keySet());
        summed.forEach((partner, value) -> assertThat(value).isEqualByComparingTo(byPartner.get(partner)));
        assertThat(one("select sum(sign * value) from deal_fact_history where outcome = 'won' and sourced"))
                .isEqualTo(one("select sum(value) from deal_facts where outcome = 'won' and sourced"));
    }

    @Test
    void what_is_withdrawn_is_gone_from_them() throws SQLException {
        var products = firms.office.bean(Products.class);
        var id = products.create(firms.actor, product(), null);
        assertThat(one("select count(*) from products where sku = 'TOOLS-1'")).isEqualTo("1");
        withdraw(products, id);
        assertThat(one("select count(*) from products where sku = 'TOOLS-1'")).isEqualTo("0");
    }

    private static Product product() {
        return new Product(
                "TOOLS-1", "Sample product for tools", null, null, Product.Status.ACTIVE, List.of(), List.of(), false);
    }

    private static void withdraw(Products products, UUID id) {
        products.withdraw(firms.actor, id, products.find(firms.actor, id).version(), null);
    }
}
