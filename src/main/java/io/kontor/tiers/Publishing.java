package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Documents;
import io.kontor.governance.Finding;
import io.kontor.governance.spi.Batch;
import io.kontor.governance.spi.Released;
import io.kontor.kernel.Actor;
import io.kontor.partners.MembershipTiers;
import io.kontor.rules.RuleVersion;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What publishing rules does to members: whom it moves, in batches, and taking that back to the day. */
@Component
class Publishing {
    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID DRAFT = new UUID(0, 0);

    private final Tx tx;
    private final Company company;
    private final Clock clock;
    private final TierTables tables;
    private final Members members;
    private final MemberSql sql;
    private final Standings standings;
    private final MembershipTiers given;
    private final MoveSql moves;
    private final ProgressSql progress;
    private final ObjectProvider<Documents> documents;
    private final ObjectProvider<TierRulesType> type;

    Publishing(
            Tx tx,
            Company company,
            Clock clock,
            TierTables tables,
            Members members,
            MemberSql sql,
            Standings standings,
            MembershipTiers given,
            MoveSql moves,
            ProgressSql progress,
            ObjectProvider<Documents> documents,
            ObjectProvider<TierRulesType> type) {
        this.tx = tx;
        this.company = company;
        this.clock = clock;
        this.tables = tables;
        this.members = members;
        this.sql = sql;
        this.standings = standings;
        this.given = given;
        this.moves = moves;
        this.progress = progress;
        this.documents = documents;
        this.type = type;
    }

    LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    /** The version a draft has while nobody published it. */
    static RuleVersion draft() {
        return new RuleVersion(TierRulesType.CODE, DRAFT, 0, 0, "");
    }

    /** Everybody these rules are about, held against them with the numbers of today. */
    List<Judged> judged(Actor actor, TierRules rules, DocumentScope scope, RuleVersion version) {
        var house = Tiers.house(actor);
        var today = today(house);
        var ready = tables.ready(house, rules, version);
        var programme = tables.programme(house, rules);
        return tx.as(house, () -> {
            if (!sql.measured(programme, today)) {
                members.measure(house, List.of(today));
            }
            return judged(house, ready, members.of(house, programme, today), scope, today);
        });
    }

    private List<Judged> judged(Actor house, InForce ready, List<Member> all, DocumentScope scope, LocalDate today) {
        var narrower = narrower(house, scope);
        var ruled = new LinkedHashMap<Member, InForce>();
        for (var member : all) {
            var where = RuleBook.where(ready.rules().programme(), member);
            if (scope.holds(where) && narrower.stream().noneMatch(other -> other.holds(where))) {
                ruled.put(member, ready);
            }
        }
        var before = standings.of(ruled.keySet());
        var judged = new ArrayList<Judged>();
        var complete = ready.table().readsOwnFields() ? members.withOwnFields(house, ruled, today) : ruled;
        for (var member : complete.keySet()) {
            var stood = before.getOrDefault(
                    member.membership(), TierStanding.fresh(member.partner(), tables.programme(house, ready.rules())));
            var one = Judged.of(member, ready, stood, today);
            judged.add(ready.rules().graceAtPublishing() ? one : one.atOnce(today));
        }
        return judged;
    }

    /** Scopes of rules in force that go before these for some. */
    private Set<DocumentScope> narrower(Actor house, DocumentScope scope) {
        var narrower = new HashSet<DocumentScope>();
        for (var effective : documents.getObject().all(house, type.getObject(), clock.instant())) {
            if (effective.scope().specific() > scope.specific()) {
                narrower.add(effective.scope());
            }
        }
        return narrower;
    }

    /** Those who would be moved. */
    static List<Judged> moving(List<Judged> judged) {
        return judged.stream().filter(one -> one.rises() || one.falls()).toList();
    }

    List<Batch> batches(Actor actor, Released<TierRules> released) {
        var judged = judged(actor, released.content(), released.scope(), version(released));
        var moving = moving(judged);
        int size = released.content().batchSize();
        int of = (moving.size() + size - 1) / size;
        var batches = new ArrayList<Batch>();
        for (int i = 0; i < of; i++) {
            var part = moving.subList(i * size, Math.min(moving.size(), (i + 1) * size));
            var what = JSON.createObjectNode().put("members", judged.size());
            var ids = what.putArray("memberships");
            part.forEach(one -> ids.add(one.id().toString()));
            batches.add(new Batch(i + 1, of, part.size(), what));
        }
        return batches;
    }

    private static RuleVersion version(Released<TierRules> released) {
        return TierTables.version(released.document(), released.version(), "");
    }

    private static Set<UUID> memberships(Batch batch) {
        var ids = new HashSet<UUID>();
        batch.what().path("memberships").forEach(id -> ids.add(UUID.fromString(id.asString())));
        return ids;
    }

    void apply(Actor actor, Released<TierRules> released, Batch batch) {
        var house = Tiers.house(actor);
        var wanted = memberships(batch);
        tx.as(house, () -> {
            progress.alone();
            var today = today(house);
            var moving = moving(judged(house, released.content(), released.scope(), version(released))).stream()
                    .filter(one -> wanted.contains(one.id()))
                    .toList();
            var tiers = new LinkedHashMap<UUID, String>();
            moving.forEach(
                    one -> tiers.put(one.id(), String.valueOf(one.verdict().to())));
            var stood = standings.versions(tiers.keySet());
            var done = given.give(house, tiers, today, because(released));
            standings.write(
                    house,
                    moving.stream().map(one -> one.with(one.verdict().done())).toList(),
                    today);
            moves.add(released, batch.number(), done, stood, today);
            moves.shown(tiers.keySet(), today);
        });
    }

    private static String because(Released<TierRules> released) {
        return TierRulesType.CODE + " " + released.version();
    }

    List<Finding> after(Actor actor, Released<TierRules> released, Batch batch) {
        var ladder = tables.ready(actor, released.content(), version(released))
                .table()
                .ladder();
        var fell = tx.as(Tiers.house(actor), () -> moves.of(released)).stream()
                .filter(move -> ladder.rank(move.to()) < ladder.rank(move.from()))
                .count();
        long all = batch.what().path("members").asLong();
        return released.content().tooMany(fell, all)
                ? List.of(Finding.error(
                        "/mostDemotedPercent",
                        "tiers-too-many-fall",
                        "fell",
                        fell,
                        "members",
                        all,
                        "most",
                        released.content().mostDemotedPercent()))
                : List.of();
    }

    /** Every member of the batch has again the very history of tiers it had before; whom somebody moved since stays. */
    void takeBack(Actor actor, Released<TierRules> released, Batch batch) {
        var house = Tiers.house(actor);
        tx.as(house, () -> {
            progress.alone();
            var today = today(house);
            var moved = moves.of(released).stream()
                    .filter(move -> move.batch() == batch.number())
                    .toList();
            var back = given.takeBack(
                    house, moved.stream().map(MoveSql.Move::given).toList(), today, because(released));
            var ids = new HashSet<UUID>();
            back.forEach(one -> ids.add(one.membership()));
            standings.restore(
                    house,
                    moved.stream()
                            .filter(move -> ids.contains(move.given().membership()))
                            .toList());
            moves.returned(released, batch.number(), back);
            moves.shown(ids, today);
        });
    }

    /** The regions of those who would be moved. */
    static Set<UUID> regions(List<Judged> moving) {
        var regions = new HashSet<UUID>();
        for (var one : moving) {
            @Nullable UUID region = one.member().region();
            if (region != null) {
                regions.add(region);
            }
        }
        return regions;
    }
}
