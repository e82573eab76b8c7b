package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.database.Job;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Delegation;
import io.kontor.governance.approvals.Delegations;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.charter.Charter;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Clause;
import io.kontor.governance.charter.Rung;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/** Whatever people do in whatever order: nothing is approved without those the charter's clause asks for. */
class NoWayAroundTest {
    private static final List<String> ROLES =
            List.of("finance", "product", "partner-operations", "leadership", "regional-owner", "sales");
    private static final List<String> MEASURES = List.of("10", "4000", "6000", "20000", "150000");

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    @Tag("database")
    void nothing_is_approved_without_what_its_clause_asks_for(@ForAll long seed) {
        try (var office = new GovernedOffice()) {
            new Story(office, new Random(seed)).tell();
        }
    }

    /** What somebody could speak for when they spoke, as the test knows it. */
    private record Spoke(UUID person, Set<String> seats, boolean left) {}

    private static final class Story {
        private final GovernedOffice office;
        private final Random random;
        private final Approvals approvals;
        private final Delegations delegations;
        private final Map<UUID, List<String>> roles = new HashMap<>();
        private final Map<UUID, Actor> actors = new TreeMap<>();
        private final Set<UUID> left = new HashSet<>();
        private final Map<UUID, Delegation> lent = new TreeMap<>();
        private final List<UUID> requests = new ArrayList<>();
        private final Map<UUID, List<Spoke>> spoken = new HashMap<>();
        private int approved;

        Story(GovernedOffice office, Random random) {
            this.office = office;
            this.random = random;
            this.approvals = office.office.bean(Approvals.class);
            this.delegations = office.office.bean(Delegations.class);
        }

        void tell() {
            join();
            adopt();
            for (int i = 0; i < 120; i++) {
                try {
                    step();
                } catch (Refusal refusal) {
                    assertThat(refusal.code()).isNotBlank();
                }
                requests.forEach(this::holds);
                inSmallSteps();
            }
            assertThat(approved).as("a story in which something is approved").isPositive();
        }

        /** A charter nobody thought of: any roles, in any number, in turn or not, with series or without. */
        private void adopt() {
            var clauses = new ArrayList<Clause>();
            var starts = new String[] {null, "5000", "50000"};
            for (int i = 0; i < starts.length; i++) {
                clauses.add(clause("spending." + i, "test-spending", starts[i]));
            }
            clauses.add(clause("rule", "test-rule", null));
            var type = office.office.bean(CharterType.class);
            office.office
                    .bean(Documents.class)
                    .adopt(
                            office.house(),
                            type,
                            type.starter(Language.EN).with(clauses),
                            Languages.in(Language.EN),
                            null);
        }

        private Clause clause(String code, String act, @Nullable String from) {
            var ladder = new ArrayList<Rung>();
            for (var role : ROLES.subList(0, 4)) {
                if (random.nextInt(3) == 0) {
                    ladder.add(new Rung(role, 1 + random.nextInt(2)));
                }
            }
            if (ladder.isEmpty()) {
                ladder.add(new Rung("partner-operations", 1));
            }
            return new Clause(
                    code,
                    act,
                    from == null ? null : new BigDecimal(from),
                    DocumentScope.ALL,
                    ladder,
                    random.nextBoolean(),
                    24 + random.nextInt(72),
                    random.nextBoolean() ? 0 : 1 + random.nextInt(30));
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0 -> join();
                case 1, 2, 3 -> ask();
                case 4 -> lend();
                case 5 -> takeBack();
                case 6 -> leave();
                case 7 -> later();
                case 8 -> edit();
                default -> speak();
            }
        }

        private void join() {
            var held = new ArrayList<String>();
            held.add(roles.isEmpty() ? "administrator" : ROLES.get(random.nextInt(ROLES.size())));
            if (random.nextInt(3) == 0) {
                held.add("partner-operations");
            }
            var person = office.person(held.stream().distinct().toArray(String[]::new));
            roles.put(person, held);
            actors.put(person, office.as(person));
        }

        private UUID somebody() {
            var all = List.copyOf(actors.keySet());
            return all.get(random.nextInt(all.size()));
        }

        private void ask() {
            var by = somebody();
            if (left.contains(by)) {
                return;
            }
            var acts = new ArrayList<Act>();
            acts.add(new Act("test-spending", new BigDecimal(MEASURES.get(random.nextInt(MEASURES.size()))), Set.of()));
            if (random.nextInt(3) == 0) {
                acts.add(Act.of("test-rule"));
            }
            if (random.nextInt(6) == 0) {
                acts.add(Act.of("unheard-of"));
            }
            var request = approvals.ask(
                    actor(by),
                    new Approvals.Asked(
                            new Subject(GovernedOffice.THING, UUID.randomUUID()), "A thing", "hash", acts, ""));
            requests.add(request);
            fewerOnlyWhereThereAreFewer(approvals.find(office.house(), request).request(), by);
        }

        private void fewerOnlyWhereThereAreFewer(Request request, UUID by) {
            var counting =
                    new HashSet<>(Set.of("administrator", "leadership", "executive-sponsor", "partner-operations"));
            request.asked().forEach(need -> counting.add(need.role()));
            long others = here().stream()
                    .filter(person -> !person.equals(by))
                    .filter(person -> roles.get(person).stream().anyMatch(counting::contains))
                    .count();
            int asked = request.asked().stream().mapToInt(need -> need.people()).sum();
            if (request.sole()) {
                assertThat(others).isLessThan(asked);
                assertThat(request.needs()).isNotEmpty();
            } else {
                assertThat(request.needs()).isEqualTo(request.asked());
            }
        }

        private Set<UUID> here() {
            var here = new HashSet<>(actors.keySet());
            here.removeAll(left);
            return here;
        }

        private Actor actor(UUID person) {
            return actors.get(person);
        }

        private void speak() {
            if (requests.isEmpty()) {
                return;
            }
            var request = requests.get(random.nextInt(requests.size()));
            var named = List.copyOf(approvals.find(office.house(), request).asked());
            var person =
                    named.isEmpty() || random.nextInt(3) == 0 ? somebody() : named.get(random.nextInt(named.size()));
            var seats = new HashSet<>(roles.getOrDefault(person, List.of()));
            var day = LocalDate.ofInstant(office.office.clock().instant(), ZoneOffset.UTC);
            var asker = approvals.find(office.house(), request).request().requester();
            lent.values().stream()
                    .filter(one -> one.to().equals(person) && one.holds(day) && !left.contains(one.from()))
                    .filter(one -> !one.from().equals(asker))
                    .forEach(one -> seats.addAll(roles.getOrDefault(one.from(), List.of())));
            if (random.nextInt(15) == 0) {
                approvals.reject(actor(person), request, "hash", "No");
                return;
            }
            approvals.approve(actor(person), request, random.nextInt(10) == 0 ? "other" : "hash", null);
            spoken.computeIfAbsent(request, key -> new ArrayList<>())
                    .add(new Spoke(person, seats, left.contains(person)));
        }

        private void lend() {
            var from = somebody();
            var day = LocalDate.ofInstant(office.office.clock().instant(), ZoneOffset.UTC);
            var delegation = new Delegation(from, somebody(), day, day.plusDays(random.nextInt(3)), null, null);
            var id = delegations.create(office.house(), delegation, null);
            lent.put(id, delegation);
        }

        private void takeBack() {
            if (!lent.isEmpty()) {
                var id = List.copyOf(lent.keySet()).get(random.nextInt(lent.size()));
                delegations.end(
                        office.house(), id, delegations.find(office.house(), id).version(), null);
                lent.remove(id);
            }
        }

        private void leave() {
            var person = somebody();
            if (here().size() > 2
                    && !left.contains(person)
                    && !roles.get(person).contains("administrator")) {
                office.leave(person);
                left.add(person);
            }
        }

        private void later() {
            office.office.clock().move(Duration.ofHours(random.nextInt(60)));
            office.office.beans(Job.class).stream()
                    .filter(job -> job.name().equals("approval-deadlines"))
                    .forEach(job -> job.work().run());
        }

        private void edit() {
            if (!requests.isEmpty()) {
                var request = approvals.find(office.house(), requests.get(random.nextInt(requests.size())));
                approvals.lapse(
                        office.house(),
                        new Subject(
                                request.request().subjectType(),
                                request.request().subjectId()),
                        "edited");
                assertThat(approvals.find(office.house(), request.id()).approves("hash"))
                        .isFalse();
            }
        }

        /** If it is approved, those who spoke could sit in every seat of every clause, each in one, and none asked for it. */
        private void holds(UUID id) {
            var standing = approvals.find(office.house(), id);
            if (standing.state() != Request.State.APPROVED) {
                return;
            }
            approved++;
            var request = standing.request();
            var spoke = spoken.getOrDefault(id, List.of());
            assertThat(spoke).isNotEmpty().noneMatch(Spoke::left);
            assertThat(spoke.stream().map(Spoke::person).distinct().count()).isEqualTo(spoke.size());
            if (request.sole()) {
                return;
            }
            assertThat(spoke).extracting(Spoke::person).doesNotContain(request.requester());
            var charter = office.office.bean(Charters.class).now(office.house()).charter();
            for (var act : request.acts()) {
                var ladder = clause(charter, act).ladder();
                assertThat(seated(ladder, spoke))
                        .as("%s of %s by %s", act, ladder, spoke)
                        .isTrue();
            }
        }

        /** What went past a clause below its threshold stays below it in any of the clause's days. */
        private void inSmallSteps() {
            var charter = office.office.bean(Charters.class).now(office.house()).charter();
            var passed = requests.stream()
                    .map(id -> approvals.find(office.house(), id).request())
                    .filter(request -> request.state() == Request.State.APPROVED)
                    .toList();
            for (var clause : charter.rights()) {
                var from = clause.from();
                if (from == null || clause.seriesDays() == 0) {
                    continue;
                }
                var below = passed.stream()
                        .filter(request -> request.cited().stream()
                                .noneMatch(cited -> cited.clause().equals(clause.code())))
                        .toList();
                for (var last : below) {
                    var begin = last.askedAt().minus(Duration.ofDays(clause.seriesDays()));
                    var sum = below.stream()
                            .filter(request -> request.askedAt().isAfter(begin)
                                    && !request.askedAt().isAfter(last.askedAt()))
                            .filter(request -> skipped(clause, request))
                            .flatMap(request -> request.acts().stream())
                            .filter(act -> act.code().equals(clause.act()) && act.measure() != null)
                            .map(Act::measure)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(sum).as("past %s", clause.code()).isLessThan(from);
                }
            }
        }

        /** Those a higher clause decided went past none. */
        private static boolean skipped(Clause clause, Request request) {
            return request.cited().stream()
                    .noneMatch(cited -> cited.clause().compareTo(clause.code()) > 0
                            && cited.act().equals(clause.act()));
        }

        /** By the act alone; a series may have asked for more, never for less. */
        private static Clause clause(Charter charter, Act act) {
            return charter.rights().stream()
                    .filter(one -> one.act().equals(act.code()))
                    .filter(one -> one.from() == null
                            || act.measure() == null
                            || one.from().compareTo(act.measure()) <= 0)
                    .max(java.util.Comparator.comparing(one -> one.from() == null ? BigDecimal.ZERO : one.from()))
                    .orElseGet(() -> charter.rights().stream()
                            .max(java.util.Comparator.comparingInt(Clause::people))
                            .orElseThrow());
        }

        private static boolean seated(List<Rung> ladder, List<Spoke> spoke) {
            var seats = new ArrayList<String>();
            ladder.forEach(rung -> {
                for (int i = 0; i < rung.people(); i++) {
                    seats.add(rung.role());
                }
            });
            return seated(seats, 0, spoke, new HashSet<>());
        }

        private static boolean seated(List<String> seats, int at, List<Spoke> spoke, Set<UUID> taken) {
            if (at == seats.size()) {
                return true;
            }
            for (var one : spoke) {
                if (one.seats().contains(seats.get(at)) && taken.add(one.person())) {
                    if (seated(seats, at + 1, spoke, taken)) {
                        return true;
                    }
                    taken.remove(one.person());
                }
            }
            return false;
        }
    }
}
