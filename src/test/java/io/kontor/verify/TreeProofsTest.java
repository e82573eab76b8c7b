package io.kontor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreeProofsTest {
    private static List<byte[]> spoiled(List<byte[]> proof, int which, int bit) {
        var copy = new ArrayList<>(proof.stream().map(byte[]::clone).toList());
        var hash = copy.get(which % copy.size());
        hash[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    @Property(tries = 300)
    void an_inclusion_proof_holds_and_nothing_near_it_does(
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(max = 299) int any,
            @ForAll @IntRange(max = 8) int which,
            @ForAll @IntRange(max = 255) int bit) {
        var tree = Leaves.numbered(size);
        int index = any % size;
        var root = tree.mth(0, size);
        var proof = tree.proofs().inclusion(index, size);
        var leaf = tree.hash(index);
        assertThat(TreeChecks.includes(index, size, leaf, proof, root)).isTrue();
        for (int other = 0; other <= size; other++) {
            assertThat(other != index && TreeChecks.includes(other, size, leaf, proof, root))
                    .as("index %s", other)
                    .isFalse();
        }
        assertThat(TreeChecks.includes(-1, size, leaf, proof, root)).isFalse();
        if (!proof.isEmpty()) {
            assertThat(TreeChecks.includes(index, size, leaf, spoiled(proof, which, bit), root))
                    .isFalse();
            assertThat(TreeChecks.includes(index, size, leaf, proof.subList(1, proof.size()), root))
                    .isFalse();
        }
        var longer = new ArrayList<>(proof);
        longer.add(root);
        assertThat(TreeChecks.includes(index, size, leaf, longer, root)).isFalse();
        assertThat(TreeChecks.includes(
                        index, size, leaf, proof, spoiled(List.of(root), 0, bit).getFirst()))
                .isFalse();
        assertThat(TreeChecks.includes(
                        index, size, spoiled(List.of(leaf), 0, bit).getFirst(), proof, root))
                .isFalse();
    }

    @Property(tries = 300)
    void a_consistency_proof_holds_and_nothing_near_it_does(
            @ForAll @IntRange(min = 1, max = 300) int second,
            @ForAll @IntRange(max = 299) int any,
            @ForAll @IntRange(max = 8) int which,
            @ForAll @IntRange(max = 255) int bit) {
        var tree = Leaves.numbered(second);
        int first = 1 + any % second;
        var before = tree.mth(0, first);
        var after = tree.mth(0, second);
        var proof = tree.proofs().consistency(first, second);
        assertThat(TreeChecks.extendsTo(first, before, second, after, proof)).isTrue();
        for (int other = -1; other <= second; other++) {
            assertThat(other != first && TreeChecks.extendsTo(other, before, second, after, proof))
                    .as("first %s", other)
                    .isFalse();
        }
        if (!proof.isEmpty()) {
            assertThat(TreeChecks.extendsTo(first, before, second, after, spoiled(proof, which, bit)))
                    .isFalse();
            assertThat(TreeChecks.extendsTo(first, before, second, after, proof.subList(1, proof.size())))
                    .isFalse();
        }
        assertThat(TreeChecks.extendsTo(
                        first, before, second, spoiled(List.of(after), 0, bit).getFirst(), proof))
                .isFalse();
        assertThat(TreeChecks.extendsTo(first, spoiled(List.of(before), 0, bit).getFirst(), second, after, proof))
                .isFalse();
    }

    @Property(tries = 200)
    void a_frontier_kept_anywhere_goes_on_to_the_same_root(
            @ForAll @IntRange(max = 200) int first, @ForAll @IntRange(max = 100) int more) throws Flaw {
        var tree = Leaves.numbered(first + more);
        var begun = new Frontier();
        var grown = new TreeMap<String, String>();
        for (int i = 0; i < first; i++) {
            begun.append(
                    tree.hash(i), (level, index, hash) -> grown.put(level + "/" + index, Leaves.HEX.formatHex(hash)));
        }
        var taken = Frontier.of(first, begun.hashes());
        for (int i = first; i < first + more; i++) {
            taken.append(tree.hash(i));
        }
        assertThat(taken.root()).isEqualTo(tree.mth(0, first + more));
        var told = 0;
        for (int level = 0; 1 << level <= first; level++) {
            for (int index = 0; index < first >> level; index++, told++) {
                assertThat(grown)
                        .containsEntry(
                                level + "/" + index,
                                Leaves.HEX.formatHex(tree.subtrees().hash(level, index)));
            }
        }
        assertThat(grown).hasSize(told);
        if (first + more > first && first > 0) {
            assertThat(Leaves.hex(begun.hashes()))
                    .isEqualTo(Leaves.hex(tree.proofs().inclusion(first, first + 1)));
        }
    }

    @Test
    void a_frontier_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> Frontier.of(3, List.of(new byte[32])))
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.kind()).isEqualTo(Flaw.Kind.PROOF_LENGTH));
        assertThatThrownBy(() -> Frontier.of(-1, List.of())).isInstanceOf(Flaw.class);
        assertThatThrownBy(() -> Frontier.of(1, List.of(new byte[31])))
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.kind()).isEqualTo(Flaw.Kind.HASH_LENGTH));
    }

    @Test
    void sizes_beyond_all_reason_only_get_a_no() {
        var hash = new byte[32];
        var many = java.util.stream.Stream.generate(() -> hash).limit(200).toList();
        for (long size : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62}) {
            assertThat(TreeChecks.includes(Long.MAX_VALUE - 1, size, hash, many, hash))
                    .isFalse();
            assertThat(TreeChecks.extendsTo(1, hash, size, new byte[0], many)).isFalse();
            assertThat(TreeChecks.extendsTo(size, hash, Long.MAX_VALUE, new byte[0], many))
                    .isFalse();
        }
    }
}
