package io.kontor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The proof files of transparency-dev's Merkle library, most of them spoiled in one way: each is taken or refused as it says. */
class ProofFilesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FILES_OF_EACH = 98;

    private static List<Path> files(String kind) throws IOException {
        var folder =
                Path.of("..", "shared", "data", "merkle", kind).toAbsolutePath().normalize();
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] bytes(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? new byte[0]
                : Base64.getDecoder().decode(value.asString());
    }

    /** Sizes beyond what a long holds come out negative, as they are refused anyway. */
    private static long whole(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }

    private static List<byte[]> hashes(JsonNode proof) {
        var hashes = new ArrayList<byte[]>();
        proof.forEach(hash -> hashes.add(bytes(hash)));
        return hashes;
    }

    private static void eachIsAnswered(String kind, Predicate<JsonNode> holds) throws IOException {
        int refused = 0;
        var files = files(kind);
        for (var file : files) {
            var told = JSON.readTree(Files.readAllBytes(file));
            var wanted = !told.path("wantErr").asBoolean();
            assertThat(holds.test(told)).as(file.toString()).isEqualTo(wanted);
            refused += wanted ? 0 : 1;
        }
        assertThat(files).hasSize(FILES_OF_EACH);
        assertThat(refused).isEqualTo(92);
    }

    @Test
    void every_inclusion_file_is_taken_or_refused_as_it_says() throws IOException {
        eachIsAnswered(
                "inclusion",
                told -> TreeChecks.includes(
                        whole(told.path("leafIdx")),
                        whole(told.path("treeSize")),
                        bytes(told.path("leafHash")),
                        hashes(told.path("proof")),
                        bytes(told.path("root"))));
    }

    @Test
    void every_consistency_file_is_taken_or_refused_as_it_says() throws IOException {
        eachIsAnswered(
                "consistency",
                told -> TreeChecks.extendsTo(
                        whole(told.path("size1")),
                        bytes(told.path("root1")),
                        whole(told.path("size2")),
                        bytes(told.path("root2")),
                        hashes(told.path("proof"))));
    }
}
