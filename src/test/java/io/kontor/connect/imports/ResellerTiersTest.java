package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.Life;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Subject;
import io.kontor.partners.Memberships;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Access;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Kind;
import io.kontor.rules.Receipts;
import io.kontor.tiers.Evaluations;
import io.kontor.tiers.Ruling;
import io.kontor.tiers.TierRules;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tiers on a real channel, from its first rules to a rollback. Needs the shared data beside the project. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResellerTiersTest {
    final Actor actor = Access.local("tests", UUID.randomUUID());
    Importing at;
    UUID programme;
    String code;
    Ruling ruling;

    @BeforeAll
    void importTheChannel(@TempDir Path folder) {
        at = new Importing(folder);
        at.office.clock().set(Instant.parse("2020-05-31T20:00:00Z"));
        at.run(MappingFile.read(Shared.mapping("reseller-channel")), ResellerChannelTest.FILES);
        at.office.settle();
        var programmes = bean(Programmes.class);
        programme = programmes.all(actor).getFirst().id();
        code = programmes.all(actor).getFirst().code();
        programmes.change(
                actor,
                programme,
                programmes.find(actor, programme).version(),
                old -> new Programme(
                        old.code(),
                        old.name(),
                        null,
                        old.status(),
                        old.starts(),
                        old.ends(),
                        List.of(
                                new Programme.Tier("member", "Member"),
                                new Programme.Tier("silver", "Silver"),
                                new Programme.Tier("gold", "Gold")),
                        List.of(),
                        false),
                null);
        ruling = new Ruling(at.office::bean);
    }

    @AfterAll
    void close() {
        at.close();
    }

    <T> T bean(Class<T> type) {
        return at.office.bean(type);
    }

    static DecisionTable table(int silver, int gold) {
        return new DecisionTable(
                "tier",
                DecisionTable.Hit.FIRST,
                List.of("revenue_12_months"),
                List.of(new DecisionTable.Output("tier", Kind.TEXT, List.of("member", "silver", "gold"))),
                List.of(
                        new DecisionTable.Row(List.of(Cell.of(">= " + gold)), List.of("gold"), null),
                        new DecisionTable.Row(List.of(Cell.of(">= " + silver)), List.of("silver"), null),
                        new DecisionTable.Row(List.of(Cell.of("-")), List.of("member"), null)));
    }

    TierRules rules(int silver, int gold, int mostDemoted, int batch) {
        return new TierRules(
                code,
                table(silver, gold),
                true,
                30,
                false,
                0,
                List.of(30, 60, 90),
                BigDecimal.valueOf(mostDemoted),
                batch);
    }

    /** What a plain query over the deals says, and what memberships say. */
    List<String> different(int silver, int gold) {
        return at.office.column("""
                select p.name || ' ' || coalesce(d.revenue, 0) || ' ' || coalesce(m.tier, '-')
                from partners.membership m join partners.partner p on p.id = m.partner_id
                left join (
                    select s.partner_id, sum(o.amount) as revenue
                    from deals.deal o join deals.deal_partner_v s on s.deal_id = o.id and s.role = 'sourcing'
                    where o.stage = 'won' and o.closed_on > '2019-05-31' and o.closed_on <= '2020-05-31'
                    group by s.partner_id
                ) d on d.partner_id = p.id
                where m.tier is distinct from case when coalesce(d.revenue, 0) >= %s then 'gold'
                    when d.revenue >= %s then 'silver' else 'member' end
                """.formatted(gold, silver));
    }

    Map<UUID, List<Dated<String>>> histories() {
        var ids = at.office.column("select id from partners.membership").stream()
                .map(UUID::fromString)
                .toList();
        return bean(Memberships.class).findAll(actor, ids).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().state().tiers(), (one, other) -> one, TreeMap::new));
    }

    String bytes() {
        return at.one("""
                select string_agg(membership_id || tier || coalesce(from_day::text, '') || coalesce(to_day::text, ''), ','
                    order by membership_id, from_day) from partners.membership_tier
                """);
    }

    @Test
    @Order(1)
    void after_publishing_every_tier_is_what_a_plain_query_says() {
        var first = ruling.scheduled(rules(40_000, 100_000, 10, 100));
        assertThat(ruling.drive(first)).isEqualTo(Life.PUBLISHED);
        assertThat(different(40_000, 100_000)).isEmpty();
        assertThat(at.one("select count(*) from partners.membership where tier is null"))
                .isEqualTo("0");
        assertThat(at.one("select count(*) filter (where tier = 'gold') > 10 from partners.membership"))
                .isEqualTo("t");
        assertThat(at.one("select count(*) || ' ' || count(distinct batch) from tiers.move"))
                .isEqualTo("701 8");
    }

    @Test
    @Order(2)
    void the_night_changes_nothing_more_and_says_where_everybody_stands_and_why() {
        var entries = at.one("select count(*) from ledger.entry where subject_type = 'membership'");
        var how = bean(Evaluations.class).evaluate(actor, programme);
        assertThat(how.judged()).isEqualTo(701);
        assertThat(how.rose() + how.fell() + how.stopped() + how.unknown()).isZero();
        assertThat(at.one("select count(*) from ledger.entry where subject_type = 'membership'"))
                .isEqualTo(entries);
        assertThat(at.one("select count(*) from tiers.progress where outcome = 'stays'"))
                .isEqualTo("701");
        assertThat(at.one("""
                select count(*) from tiers.progress g, jsonb_array_elements(g.keeps) n
                where g.tier = 'gold' and (n ->> 'threshold')::numeric = 100000 and (n ->> 'value')::numeric = g.revenue
                """)).isEqualTo(at.one("select count(*) from tiers.progress where tier = 'gold'"));
        var gold = UUID.fromString(at.one("select membership_id from tiers.progress where tier = 'gold' limit 1"));
        var receipts = bean(Receipts.class);
        var receipt = receipts.latest(actor, new Subject("membership", gold), "tier-rules")
                .orElseThrow();
        assertThat(receipts.again(actor, receipt)).isEqualTo(receipt.decision());
        assertThat(receipt.facts().unknown()).isEmpty();
        assertThat(receipt.rule().said()).isEqualTo("v1.0");
    }

    @Test
    @Order(3)
    void who_would_lose_a_tier_is_warned_by_what_falls_out_of_the_window() {
        assertThat(at.office.column(
                        """
                select p.name from tiers.progress g join partners.partner p on p.id = g.partner_id
                left join (
                    select s.partner_id, sum(o.amount) filter (where o.closed_on > '2019-06-30') as in30,
                        sum(o.amount) filter (where o.closed_on > '2019-07-30') as in60,
                        sum(o.amount) filter (where o.closed_on > '2019-08-29') as in90
                    from deals.deal o join deals.deal_partner_v s on s.deal_id = o.id and s.role = 'sourcing'
                    where o.stage = 'won' and o.closed_on <= '2020-05-31' group by s.partner_id
                ) d on d.partner_id = g.partner_id
                where g.warn_on is distinct from case
                    when g.tier = 'member' then null
                    when coalesce(d.in30, 0) < t(g.tier) then date '2020-06-30'
                    when coalesce(d.in60, 0) < t(g.tier) then date '2020-07-30'
                    when coalesce(d.in90, 0) < t(g.tier) then date '2020-08-29' end
                """.replaceAll("t\\(g\\.tier\\)", "case g.tier when 'gold' then 100000 else 40000 end")))
                .isEmpty();
        assertThat(at.one("select count(*) > 20 from tiers.progress where warn_on is not null"))
                .isEqualTo("t");
    }

    @Test
    @Order(4)
    void a_batch_after_which_too_many_have_fallen_takes_all_of_it_back() {
        var before = histories();
        var bytes = bytes();
        var entries = Integer.parseInt(at.one("select count(*) from ledger.entry"));
        var harsh = ruling.scheduled(rules(60_000, 150_000, 2, 10));
        assertThat(ruling.drive(harsh)).isEqualTo(Life.ROLLED_BACK);
        assertThat(histories()).isEqualTo(before);
        assertThat(bytes()).isEqualTo(bytes);
        assertThat(different(40_000, 100_000)).isEmpty();
        assertThat(at.one("select count(*) filter (where returned) || ' ' || count(*) filter (where not returned)"
                        + " || ' ' || count(distinct batch) from tiers.move where version = 'v1.1'"))
                .isEqualTo("10 0 1");
        assertThat(Integer.parseInt(at.one("select count(*) from ledger.entry")))
                .isGreaterThan(entries);
    }

    @Test
    @Order(5)
    void rolling_back_gives_every_member_the_tiers_it_had_to_the_byte() {
        var before = histories();
        var bytes = bytes();
        var harsh = ruling.scheduled(rules(60_000, 150_000, 100, 50));
        assertThat(ruling.drive(harsh)).isEqualTo(Life.PUBLISHED);
        assertThat(different(60_000, 150_000)).isEmpty();
        assertThat(histories()).isNotEqualTo(before);
        ruling.rollBack(harsh);
        assertThat(ruling.life(harsh)).isEqualTo(Life.ROLLED_BACK);
        assertThat(histories()).isEqualTo(before);
        assertThat(bytes()).isEqualTo(bytes);
        assertThat(bean(Evaluations.class).evaluate(actor, programme).rose()).isZero();
        assertThat(different(40_000, 100_000)).isEmpty();
    }

    @Test
    @Order(6)
    void a_simulation_says_who_moves_and_what_eight_quarters_would_have_been() {
        var change = new ArrayList<>(at.office.column(
                        "select id from governance.change where life = 'rolled_back' order by id desc"))
                .getFirst();
        var simulation = ruling.simulation(UUID.fromString(change));
        var quarters = simulation.sections().stream()
                .filter(section -> section.key().equals("quarters"))
                .findFirst()
                .orElseThrow();
        assertThat(quarters.lines()).hasSize(8);
        assertThat(quarters.lines().getFirst().key()).isEqualTo("2018-06-30");
        assertThat(quarters.lines().getLast().key()).isEqualTo("2020-03-31");
        assertThat(quarters.lines().getLast().text()).startsWith("Of 701 members");
        assertThat(simulation.figures().get("tiers_fell")).isPositive();
        assertThat(simulation.rows()).hasSizeGreaterThan(10);
    }
}
