package io.kontor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What people type in the grid. */
class CellTest {
    @Test
    void what_is_typed_is_read() {
        assertThat(Cell.of("-")).isEqualTo(Cell.any());
        assertThat(Cell.of("  ")).isEqualTo(Cell.any());
        assertThat(Cell.of("Gold")).isEqualTo(new Cell.Is("Gold"));
        assertThat(Cell.of("A, B ,C")).isEqualTo(new Cell.In(List.of("A", "B", "C")));
        assertThat(Cell.of("\"a, b\", c")).isEqualTo(new Cell.In(List.of("a, b", "c")));
        assertThat(Cell.of("[100..200)")).isEqualTo(new Cell.Between("100", false, "200", true));
        assertThat(Cell.of("(100 .. 200]")).isEqualTo(new Cell.Between("100", true, "200", false));
        assertThat(Cell.of("[100..)")).isEqualTo(new Cell.Between("100", false, null, true));
        assertThat(Cell.of(">= 100")).isEqualTo(new Cell.Between("100", false, null, true));
        assertThat(Cell.of("<2026-01-31")).isEqualTo(new Cell.Between(null, true, "2026-01-31", true));
        assertThat(Cell.of("= amount > 100")).isEqualTo(new Cell.Cel("amount > 100"));
        assertThat(Cell.of("(none)")).isEqualTo(new Cell.Is("(none)"));
        assertThat(Cell.of("\"say \"\"yes\"\"\"")).isEqualTo(new Cell.Is("say \"yes\""));
    }

    @Test
    void what_cannot_be_read_is_kept_as_typed_with_the_reason() {
        assertThat(Cell.of("400,000")).isEqualTo(new Cell.Wrong("400,000", "rule-cell-comma"));
        assertThat(Cell.of("12,5")).isEqualTo(new Cell.Wrong("12,5", "rule-cell-comma"));
        for (var typed : List.of("[..]", "[100..", "=", "a,,b", "\"open", ">= 1, 2", "[1, 2..3]", "<>")) {
            assertThat(Cell.of(typed)).as(typed).isEqualTo(new Cell.Wrong(typed, "rule-cell-malformed"));
            assertThat(Cell.of(typed).text()).isEqualTo(typed);
        }
    }

    @Property
    void every_cell_reads_back_from_its_text(@ForAll("cells") Cell cell) {
        assertThat(Cell.of(cell.text())).isEqualTo(cell);
    }

    @Property
    void anything_typed_is_read_and_its_text_means_the_same(@ForAll String typed) {
        var cell = Cell.of(typed);
        assertThat(Cell.of(cell.text())).isEqualTo(cell);
    }

    @Provide
    Arbitrary<Cell> cells() {
        var value = Arbitraries.of(
                "a",
                "Gold",
                "a, b",
                "\"",
                "x\"y",
                "-",
                "=1",
                ">2",
                "[3",
                "(4",
                "12",
                "-5",
                "1.5",
                "2026-01-31",
                "é ü",
                "<");
        Arbitrary<Cell> is = value.map(Cell.Is::new);
        Arbitrary<Cell> in = value.list().ofMinSize(2).ofMaxSize(4).map(Cell.In::new);
        Arbitrary<Cell> between = Combinators.combine(
                        value.injectNull(0.3), Arbitraries.of(true, false), value, Arbitraries.of(true, false))
                .as((from, open, to, close) -> new Cell.Between(from, from == null || open, to, close));
        return Arbitraries.oneOf(
                Arbitraries.just(Cell.any()), is, in, between, Arbitraries.just(new Cell.Cel("a > 1")));
    }
}
