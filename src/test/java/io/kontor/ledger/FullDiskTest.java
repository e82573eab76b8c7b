package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import io.kontor.support.TestOffice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database says, in PostgreSQL's own code for it, that there is no room left. */
@Tag("database")
class FullDiskTest {
    final TestOffice office = TestOffice.open();

    @AfterEach
    void close() {
        office.close();
    }

    private void full(String table) {
        office.owner("""
                create function public.full() returns trigger language plpgsql as $$
                begin
                    raise exception 'could not extend file: No space left on device' using errcode = '53100';
                end $$;
                create trigger full_disk before insert on %s for each row execute function public.full()
                """.formatted(table));
    }

    private void room(String table) {
        office.owner("drop trigger full_disk on " + table + "; drop function public.full()");
    }

    private List<String> count(String table) {
        return office.column("select count(*) from " + table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.entry", "ledger.pending"})
    void what_cannot_be_written_is_refused_and_nothing_of_it_stays(String table) {
        SealsTest.append(office, 3);
        full(table);
        assertThatThrownBy(() -> SealsTest.append(office, 2)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("disk-full");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
        });
        assertThat(count("ledger.entry")).containsExactly("3");
        assertThat(count("ledger.pending")).containsExactly("3");
        room(table);
        SealsTest.append(office, 2);
        office.settle();
        assertThat(office.bean(Seals.class).state().size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.position", "ledger.leaf", "ledger.tile", "ledger.checkpoint"})
    void nothing_is_half_sealed(String table) {
        SealsTest.append(office, 300);
        office.settle();
        var sealed = List.of("position", "leaf", "tile", "checkpoint").stream()
                .map(part -> count("ledger." + part))
                .toList();
        SealsTest.append(office, 300);
        full(table);
        assertThatThrownBy(office::settle).isInstanceOf(Refusal.class);
        assertThat(List.of("position", "leaf", "tile", "checkpoint").stream()
                        .map(part -> count("ledger." + part))
                        .toList())
                .isEqualTo(sealed);
        assertThat(office.bean(Seals.class).state().pending()).isEqualTo(300);
        room(table);
        office.settle();
        assertThat(office.bean(Seals.class).state().size()).isEqualTo(600);
        assertThatCode(() -> office.bean(Seals.class).verify(null, null)).doesNotThrowAnyException();
    }
}
