package io.kontor.governance;

import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.Batch;
import io.kontor.governance.spi.DocumentType;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Released;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A type of document for tests: rules of a house, and doors that are painted in the colour they say, some at a time. */
@Component
final class HouseRules implements DocumentType<HouseRules.Rules> {
    enum Tone {
        WARM,
        COLD
    }

    record Rule(String code, String text, @Nullable BigDecimal fine) {}

    record Rules(
            String colour, Tone tone, int doors, @Nullable LocalDate since, List<Rule> rules, Set<String> needs) {
        Rules {
            colour = Fields.required(colour, "colour", 20);
            if (doors < 0) {
                throw Refusal.invalid("number-not-between", "least", 0, "most", 100)
                        .at("doors");
            }
            rules = List.copyOf(rules);
            needs = Set.copyOf(needs);
        }

        static Rules of(String colour, int doors) {
            return new Rules(
                    colour,
                    Tone.WARM,
                    doors,
                    null,
                    List.of(new Rule("shoes", "Off", new BigDecimal("2.50")), new Rule("noise", "None", null)),
                    Set.of());
        }

        Rules needing(String... codes) {
            return new Rules(colour, tone, doors, since, rules, Set.of(codes));
        }
    }

    private final ObjectProvider<JdbcClient> jdbc;

    /** Doors at which painting fails its check. */
    final Set<Integer> stuck = new HashSet<>();
    /** What publishing is, for the charter. */
    volatile List<Act> governed = List.of();
    /** How often painting still breaks down. */
    final AtomicInteger breakdowns = new AtomicInteger();

    HouseRules(ObjectProvider<JdbcClient> jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String code() {
        return "house-rules";
    }

    @Override
    public Class<Rules> content() {
        return Rules.class;
    }

    @Override
    public Rules starter(Actor actor, DocumentScope scope) {
        return Rules.of("white", 0);
    }

    @Override
    public boolean adoptable() {
        return true;
    }

    @Override
    public List<String> texts() {
        return List.of("/rules/*/text");
    }

    @Override
    public List<Finding> check(Actor actor, Draft<Rules> draft) {
        return draft.content().colour().equals("mauve")
                ? List.of(Finding.error("/colour", "type-unknown", "type", "mauve"))
                : List.of();
    }

    @Override
    public List<Section> describe(Rules content, Words words) {
        var lines = new ArrayList<Line>();
        lines.add(new Line("colour", "Colour", content.colour()));
        lines.add(new Line("doors", "Doors", String.valueOf(content.doors())));
        var rules = content.rules().stream()
                .map(rule -> new Line(rule.code(), rule.code(), rule.text() + " " + rule.fine()))
                .toList();
        return List.of(new Section("look", "Look", lines), new Section("rules", "Rules", rules));
    }

    @Override
    public List<Act> acts(Actor actor, Draft<Rules> draft) {
        return governed;
    }

    @Override
    public Optional<Simulation> simulate(Actor actor, Words words, Draft<Rules> draft, Progress progress) {
        progress.total(draft.content().doors());
        progress.done(draft.content().doors());
        return Optional.of(new Simulation(
                List.of(new Section("doors", "Doors", List.of(new Line("all", "", "All doors are painted")))),
                Map.of("doors-painted", new BigDecimal(draft.content().doors())),
                List.of(List.of("Door"), List.of("1"))));
    }

    @Override
    public List<Batch> batches(Actor actor, Released<Rules> released) {
        int all = released.content().doors();
        int of = (all + 1) / 2;
        return IntStream.range(0, of)
                .mapToObj(i -> {
                    var doors = IntStream.range(2 * i + 1, Math.min(all, 2 * i + 2) + 1)
                            .boxed()
                            .toList();
                    var was = new java.util.TreeMap<String, String>();
                    doors.forEach(door -> was.put(String.valueOf(door), colour(door)));
                    return new Batch(i + 1, of, doors.size(), States.tree(States.write(was)));
                })
                .toList();
    }

    private String colour(int door) {
        return jdbc.getObject()
                .sql("select colour from governance.door where id = :id")
                .param("id", door)
                .query(String.class)
                .optional()
                .orElse("bare");
    }

    private void paint(String door, String colour) {
        jdbc.getObject()
                .sql("""
                insert into governance.door (id, colour) values (:id, :colour)
                on conflict (id) do update set colour = excluded.colour
                """)
                .param("id", Integer.valueOf(door))
                .param("colour", colour)
                .update();
    }

    @Override
    public void apply(Actor actor, Released<Rules> released, Batch batch) {
        batch.what()
                .propertyNames()
                .forEach(door -> paint(door, released.content().colour()));
        if (breakdowns.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the brush broke");
        }
    }

    @Override
    public List<Finding> after(Actor actor, Released<Rules> released, Batch batch) {
        for (var door : batch.what().propertyNames()) {
            if (stuck.contains(Integer.valueOf(door))) {
                return List.of(Finding.error("", "type-unknown", "type", "stuck door " + door));
            }
        }
        return List.of();
    }

    @Override
    public void takeBack(Actor actor, Released<Rules> released, Batch batch) {
        batch.what()
                .propertyNames()
                .forEach(door -> paint(door, batch.what().get(door).asString()));
    }

    @Override
    public Set<String> references(Rules content) {
        return content.needs();
    }

    @Override
    public Map<String, BigDecimal> watched(Actor actor, Released<Rules> released, LocalDate from, LocalDate to) {
        return Map.of("doors-painted", new BigDecimal(released.content().doors()));
    }
}
