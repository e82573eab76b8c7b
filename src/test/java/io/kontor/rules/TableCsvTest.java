package io.kontor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.kernel.Refusal;
import io.kontor.rules.DecisionTable.Hit;
import java.io.StringReader;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tables as files. */
class TableCsvTest {
    private static DecisionTable read(DecisionTable shape, String file) {
        return TableCsv.read(shape, new StringReader(file));
    }

    @Property(tries = 50)
    void a_table_reads_back_from_its_file(@ForAll long seed) {
        var table = new RandomTables(seed, true).table(20, 4);
        assertThat(read(table.with(List.of()), TableCsv.write(table))).isEqualTo(table);
    }

    @Test
    void columns_may_stand_in_any_order_and_the_note_may_be_missing() {
        var shape = Shop.table(Hit.FIRST);
        assertThat(read(shape, "discount,revenue,tier\n5,\"[1..2)\",gold\n"))
                .isEqualTo(Shop.table(Hit.FIRST, "gold | [1..2) | 5"));
    }

    @Test
    void files_that_do_not_fit_are_refused() {
        var shape = Shop.table(Hit.FIRST);
        assertThat(code(shape, "")).isEqualTo("rule-file-empty");
        assertThat(code(shape, "tier,discount\n")).isEqualTo("rule-file-column");
        assertThat(code(shape, "tier,revenue,discount,colour\n")).isEqualTo("rule-unknown-word");
        assertThat(code(shape, "tier,revenue,discount\n\"gold\"x,1,2\n")).isEqualTo("rule-file-unreadable");
    }

    private static String code(DecisionTable shape, String file) {
        return catchThrowableOfType(Refusal.class, () -> read(shape, file)).code();
    }

    @Test
    void a_proof_names_rows_with_expressions_and_the_gaps_they_may_fill() {
        var rules = Tables.compile(
                Shop.WORDS, Shop.table(Hit.FIRST, "gold | - | 1", "silver | = revenue > 5 | 2", "gold | >= 3 | 3"));
        var proof = Tables.prove(rules);
        assertThat(proof.unchecked()).containsExactly(1);
        assertThat(proof.unreachable()).containsExactly(2);
        assertThat(proof.gaps()).hasSize(1).allSatisfy(gap -> {
            assertThat(gap.unless()).containsExactly(1);
            assertThat(gap.where()).extracting(part -> part.cell().text()).containsExactly("silver");
        });
    }
}
