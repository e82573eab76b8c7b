package io.kontor.verify;

import static io.kontor.verify.Flaws.kind;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** c2sp.org/tlog-tiles. */
class TilePathTest {
    @Test
    void numbers_are_written_in_groups_of_three() throws Flaw {
        assertThat(new TilePath(0, 1_234_067, TilePath.FULL)).hasToString("tile/0/x001/x234/067");
        assertThat(new TilePath(1, 0, 17)).hasToString("tile/1/000.p/17");
        assertThat(new TilePath(TilePath.ENTRIES, 273, 112)).hasToString("tile/entries/273.p/112");
        assertThat(TilePath.parse("tile/0/x001/x234/067")).isEqualTo(new TilePath(0, 1_234_067, 256));
        assertThat(TilePath.parse("tile/63/001.p/255")).isEqualTo(new TilePath(63, 1, 255));
    }

    @Property
    void every_tile_is_found_again_by_its_path(
            @ForAll @IntRange(min = -1, max = 63) int level,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long index,
            @ForAll @IntRange(min = 1, max = 256) int width)
            throws Flaw {
        var tile = new TilePath(level, index, width);
        assertThat(TilePath.parse(tile.toString())).isEqualTo(tile);
    }

    @Test
    void a_path_that_is_written_otherwise_is_no_tile() {
        for (var path : List.of(
                "",
                "tile",
                "tile/0",
                "tile/0/1",
                "tile/0/01",
                "tile/0/0001",
                "tile/00/001",
                "tile/64/001",
                "tile/-1/001",
                "tile/0/x000/001",
                "tile/0/x001/x234/x067",
                "tile/0/001/234",
                "tile/0/001.p/256",
                "tile/0/001.p/0",
                "tile/0/001.p/01",
                "tile/0/001.p/",
                "/tile/0/001",
                "tile/0/001/",
                "tile/0/../0/001",
                "tile/entries/1",
                "tile/0/x001/x001/x001/x001/x001/x001/001",
                "tile/0/\u0661\u0661\u0661",
                "tile/0/001\n")) {
            assertThat(kind(() -> TilePath.parse(path))).as(path).isEqualTo(Flaw.Kind.TILE_PATH);
        }
    }

    @Test
    void a_tree_has_the_tiles_the_specification_counts() {
        assertThat(TilePath.full(0, 70_000)).isEqualTo(273);
        assertThat(TilePath.partial(0, 70_000)).isEqualTo(112);
        assertThat(TilePath.full(1, 70_000)).isEqualTo(1);
        assertThat(TilePath.partial(1, 70_000)).isEqualTo(17);
        assertThat(TilePath.full(2, 70_000)).isZero();
        assertThat(TilePath.partial(2, 70_000)).isEqualTo(1);
        assertThat(TilePath.partial(3, 70_000)).isZero();
        assertThat(TilePath.full(0, 256)).isEqualTo(1);
        assertThat(TilePath.partial(0, 256)).isZero();
        assertThat(TilePath.partial(1, 256)).isEqualTo(1);
        assertThat(TilePath.full(63, Long.MAX_VALUE)).isZero();
        assertThat(TilePath.partial(63, Long.MAX_VALUE)).isZero();
    }
}
