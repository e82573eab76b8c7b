package io.kontor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of every format there was, with made-up entries. They are never written anew: each must hold for ever. */
class CorpusTest {
    private static InputStream file(String name) {
        return Objects.requireNonNull(CorpusTest.class.getResourceAsStream(name), name);
    }

    @ParameterizedTest
    @CsvSource({"export-1.jsonl, export-1.vkey, 0, 7", "export-1-part.jsonl, export-1.vkey, 3, 5"})
    void an_export_of_an_older_version_holds(String export, String vkey, long from, long to) throws IOException, Flaw {
        var key = NoteKey.parse(new String(file(vkey).readAllBytes(), StandardCharsets.UTF_8).strip());
        var verdict = new Verification(key, null).check(file(export));
        assertThat(verdict.believed()).isEqualTo(Verdict.Believed.KEY);
        assertThat(verdict.from()).isEqualTo(from);
        assertThat(verdict.to()).isEqualTo(to);
        assertThat(verdict.checkpoint().size()).isEqualTo(7);
    }
}
