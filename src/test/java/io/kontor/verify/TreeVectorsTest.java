package io.kontor.verify;

import static io.kontor.verify.Leaves.HEX;
import static io.kontor.verify.Leaves.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors of certificate transparency's reference implementation and the example of RFC 6962, section 2.1.3. */
class TreeVectorsTest {
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final List<String> LEAVES = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
            "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1");
    private static final String N01 = ROOTS.get(2);
    private static final String N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String N03 = ROOTS.get(4);
    private static final String N47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

    private final TreeHasher hasher = new TreeHasher();
    private final Leaves leaves = Leaves.wellKnown();
    private final TreeProofs proofs = leaves.proofs();

    @Test
    void leaves_and_nodes_hash_apart() {
        assertThat(HEX.formatHex(hasher.leaf("L123456".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        for (int i = 0; i < LEAVES.size(); i++) {
            assertThat(HEX.formatHex(leaves.hash(i))).isEqualTo(LEAVES.get(i));
        }
    }

    /** Not through {@link TreeHasher}, which takes hashes only: this vector's children are shorter. */
    @Test
    void a_node_is_a_one_and_its_children() {
        var sha = TreeHasher.sha256();
        sha.update((byte) 1);
        assertThat(HEX.formatHex(sha.digest("N123N456".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
        assertThat(HEX.formatHex(hasher.node(leaves.hash(0), leaves.hash(1)))).isEqualTo(N01);
    }

    @Test
    void every_size_has_its_root_streamed_or_looked_up() {
        var frontier = new Frontier();
        assertThat(HEX.formatHex(frontier.root())).isEqualTo(ROOTS.getFirst());
        for (int size = 1; size <= leaves.size(); size++) {
            frontier.append(leaves.hash(size - 1));
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(HEX.formatHex(frontier.root())).isEqualTo(ROOTS.get(size));
            assertThat(HEX.formatHex(proofs.root(size))).isEqualTo(ROOTS.get(size));
        }
        assertThat(HEX.formatHex(proofs.root(0))).isEqualTo(ROOTS.getFirst());
    }

    @Test
    void subtrees_inside_have_the_known_hashes() {
        var subtrees = leaves.subtrees();
        assertThat(HEX.formatHex(subtrees.hash(1, 1))).isEqualTo(N23);
        assertThat(HEX.formatHex(subtrees.hash(1, 2))).isEqualTo(N45);
        assertThat(HEX.formatHex(subtrees.hash(1, 3))).isEqualTo(N67);
        assertThat(HEX.formatHex(subtrees.hash(2, 1))).isEqualTo(N47);
    }

    @Test
    void inclusion_paths_are_the_known_ones() {
        assertThat(hex(proofs.inclusion(0, 8))).containsExactly(LEAVES.get(1), N23, N47);
        assertThat(hex(proofs.inclusion(5, 8))).containsExactly(LEAVES.get(4), N67, N03);
        assertThat(hex(proofs.inclusion(2, 3))).containsExactly(N01);
        assertThat(hex(proofs.inclusion(1, 5))).containsExactly(LEAVES.get(0), N23, LEAVES.get(4));
    }

    @Test
    void consistency_proofs_are_the_known_ones() {
        assertThat(hex(proofs.consistency(1, 8))).containsExactly(LEAVES.get(1), N23, N47);
        assertThat(hex(proofs.consistency(6, 8))).containsExactly(N45, N67, N03);
        assertThat(hex(proofs.consistency(2, 5))).containsExactly(N23, LEAVES.get(4));
        assertThat(hex(proofs.consistency(6, 7))).containsExactly(N45, LEAVES.get(6), N03);
    }

    /** RFC 6962, section 2.1.3, with the names of its picture. */
    @Test
    void the_tree_of_seven_of_the_standard_gives_its_paths_and_proofs() {
        var tree = Leaves.numbered(7);
        var seven = tree.proofs();
        var a = node(tree, 0, 0);
        var b = node(tree, 0, 1);
        var c = node(tree, 0, 2);
        var d = node(tree, 0, 3);
        var f = node(tree, 0, 5);
        var j = node(tree, 0, 6);
        var g = node(tree, 1, 0);
        var h = node(tree, 1, 1);
        var i = node(tree, 1, 2);
        var k = node(tree, 2, 0);
        var l = HEX.formatHex(hasher.node(HEX.parseHex(i), HEX.parseHex(j)));
        assertThat(a).isNotEqualTo(b);
        assertThat(hex(seven.inclusion(0, 7))).containsExactly(b, h, l);
        assertThat(hex(seven.inclusion(3, 7))).containsExactly(c, g, l);
        assertThat(hex(seven.inclusion(4, 7))).containsExactly(f, j, k);
        assertThat(hex(seven.inclusion(6, 7))).containsExactly(i, k);
        assertThat(hex(seven.consistency(3, 7))).containsExactly(c, d, g, l);
        assertThat(hex(seven.consistency(4, 7))).containsExactly(l);
        assertThat(hex(seven.consistency(6, 7))).containsExactly(i, j, k);
    }

    private static String node(Leaves tree, int level, long index) {
        return HEX.formatHex(tree.subtrees().hash(level, index));
    }
}
