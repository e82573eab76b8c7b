package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.metrics.Rollups;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Whatever an import brought and whatever people did meanwhile to what it did not touch: once it is taken back, every figure is
 * what it would be had the import never been, to the cent, and taking it back again changes nothing.
 */
@Tag("database")
class UndoProperty {
    private static final int BASE = 12;
    private static final int TOUCHED = 4;

    private final Actor actor = Access.local("tests", UUID.randomUUID());

    /** An edit somebody makes on deal or firm number {@code which}, which the import says nothing of. */
    private record Edit(int kind, int which, int value) {}

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void an_import_taken_back_leaves_every_figure_as_if_it_had_never_been(@ForAll Random random) throws IOException {
        var base = rows("B", 0, BASE, random);
        var brought = rows("B", 0, TOUCHED, random) + rows("N", 0, 3 + random.nextInt(20), random);
        var edits = new ArrayList<Edit>();
        for (int i = 0; i < 6; i++) {
            edits.add(
                    new Edit(random.nextInt(4), TOUCHED + random.nextInt(BASE - TOUCHED), 1 + random.nextInt(100_000)));
        }
        var folder = Files.createTempDirectory("kontor-undo-");
        assertThat(withImport(folder, base, brought, edits)).isEqualTo(without(folder, base, edits));
    }

    private static String rows(String prefix, int from, int to, Random random) {
        var rows = new StringBuilder();
        for (int i = from; i < to; i++) {
            for (int line = 0; line <= i % 3; line++) {
                rows.append("%s%d,%s,%s,P%d,%d.%02d,2024-%02d-%02d,%d\n"
                        .formatted(
                                prefix,
                                i,
                                "F" + (prefix.equals("N") && i % 2 == 0 ? 100 + i : i % 5),
                                i < TOUCHED && random.nextBoolean() ? "FR" : "DE",
                                line + (prefix.equals("N") ? 7 : 0),
                                random.nextInt(5_000),
                                random.nextInt(100),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(900)));
            }
        }
        return rows.toString();
    }

    private String withImport(Path folder, String base, String brought, List<Edit> edits) {
        try (var at = new Importing(folder)) {
            at.run(UndoTest.SHOP, at.write("orders.csv", UndoTest.HEAD + base));
            edits.subList(0, 2).forEach(edit -> apply(at, edit));
            var before = figures(at);
            var run = at.run(UndoTest.SHOP, at.write("orders.csv", UndoTest.HEAD + brought))
                    .run();
            assertThat(figures(at)).isNotEqualTo(before);
            edits.subList(2, edits.size()).forEach(edit -> apply(at, edit));
            var undo = at.office.bean(Undo.class);
            assertThat(undo.undo(actor, run).kept()).isZero();
            var after = figures(at);
            var entries = at.one("select count(*) from ledger.entry");
            var again = undo.undo(actor, run);
            assertThat(again.gone() + again.restored() + again.kept()).isZero();
            assertThat(at.one("select count(*) from ledger.entry")).isEqualTo(entries);
            assertThat(at.office.bean(Rollups.class).differences(actor)).isZero();

            var corrected = at.run(UndoTest.SHOP, at.write("orders.csv", UndoTest.HEAD + brought));
            assertThat(corrected.rowsRejected()).isZero();
            undo.undo(actor, corrected.run());
            assertThat(figures(at)).isEqualTo(after);
            return after;
        }
    }

    private String without(Path folder, String base, List<Edit> edits) {
        try (var at = new Importing(folder)) {
            at.run(UndoTest.SHOP, at.write("orders.csv", UndoTest.HEAD + base));
            edits.forEach(edit -> apply(at, edit));
            return figures(at);
        }
    }

    private String figures(Importing at) {
        return UndoTest.figures(at, actor);
    }

    private void apply(Importing at, Edit edit) {
        var deals = at.office.bean(Deals.class);
        switch (edit.kind()) {
            case 0 ->
                change(
                        at,
                        edit,
                        old -> old.builder()
                                .closedOn(LocalDate.of(2023, 1, 1).plusDays(edit.value() % 300))
                                .build());
            case 1 ->
                change(
                        at,
                        edit,
                        old -> old.builder()
                                .lines(old.lines().stream()
                                        .map(line -> new DealLine(
                                                line.number(),
                                                line.productId(),
                                                line.description(),
                                                line.quantity(),
                                                BigDecimal.valueOf(edit.value(), 2),
                                                line.cost(),
                                                line.key()))
                                        .toList())
                                .build());
            case 2 -> {
                var partners = at.office.bean(Partners.class);
                var firm = id(at, "partners.partner", "F4");
                partners.change(
                        actor,
                        firm,
                        partners.find(actor, firm).version(),
                        old -> old.builder().city("Town " + edit.value()).build(),
                        null);
            }
            default ->
                deals.create(
                        actor,
                        Deal.named("By hand " + edit.value(), "EUR")
                                .builder()
                                .stage(Stage.WON)
                                .closedOn(LocalDate.of(2024, 5, 5))
                                .amount(BigDecimal.valueOf(edit.value(), 2))
                                .build(),
                        null);
        }
    }

    private void change(Importing at, Edit edit, java.util.function.UnaryOperator<Deal> how) {
        var deals = at.office.bean(Deals.class);
        var deal = id(at, "deals.deal", "B" + edit.which());
        deals.change(actor, deal, deals.find(actor, deal).version(), how, null);
    }

    private static UUID id(Importing at, String table, String name) {
        return UUID.fromString(at.one("select id from " + table + " where name = '" + name + "'"));
    }
}
