package io.kontor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeSecretTest {
    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER = Base64.getEncoder()
            .encodeToString("another secret of 32 letters !!!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @TempDir
    Path folder;

    @Test
    void a_data_directory_gets_one_on_the_first_start_and_keeps_it_to_its_owner() throws IOException {
        var data = new DataDirectory(folder.resolve("office")).prepare();
        assertThat(OfficeSecret.existing(Map.of(), data).source()).isEqualTo(OfficeSecret.Source.NONE);
        var made = OfficeSecret.forOffice(Map.of(), data);
        assertThat(made.source()).isEqualTo(OfficeSecret.Source.DATA);
        assertThat(OfficeSecret.forOffice(Map.of(), data)).isEqualTo(made);
        assertThat(OfficeSecret.existing(Map.of(), data)).isEqualTo(made);
        var file = data.secrets().resolve("office.secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(32);
    }

    @Test
    void what_the_environment_names_comes_before_what_lies_in_the_directory() throws IOException {
        var data = new DataDirectory(folder.resolve("office")).prepare();
        var kept = OfficeSecret.forOffice(Map.of(), data);
        var file = Files.writeString(folder.resolve("named"), OTHER + "\n");
        var named = OfficeSecret.forOffice(Map.of("KONTOR_SECRET_FILE", file.toString()), data);
        assertThat(named).isEqualTo(OfficeSecret.of(OTHER)).isNotEqualTo(kept);
        assertThat(OfficeSecret.forOffice(Map.of("KONTOR_SECRET", OTHER), null)).isEqualTo(named);
    }

    @Test
    void each_purpose_gets_bytes_of_its_own_and_nobody_gets_the_secret() {
        var secret = OfficeSecret.of(ONE);
        assertThat(secret.derive("one").orElseThrow())
                .hasSize(32)
                .isEqualTo(OfficeSecret.of(ONE).derive("one").orElseThrow())
                .isNotEqualTo(secret.derive("two").orElseThrow())
                .isNotEqualTo(OfficeSecret.of(OTHER).derive("one").orElseThrow());
        assertThat(secret).hasToString("OfficeSecret[environment]");
    }

    @Test
    void what_it_closes_only_the_same_secret_purpose_and_owner_open() {
        var secret = OfficeSecret.of(ONE);
        var plain = new byte[] {1, 2, 3};
        var closed = secret.close("seeds", "cora", plain);
        assertThat(secret.open("seeds", "cora", closed)).hasValue(plain);
        assertThat(secret.close("seeds", "cora", plain))
                .as("never the same twice")
                .isNotEqualTo(closed);
        assertThat(secret.open("seeds", "dora", closed)).isEmpty();
        assertThat(secret.open("keys", "cora", closed)).isEmpty();
        assertThat(OfficeSecret.of(OTHER).open("seeds", "cora", closed)).isEmpty();
        assertThat(secret.open("seeds", "cora", new byte[5])).isEmpty();
        assertThatThrownBy(() -> OfficeSecret.none().close("seeds", "cora", plain))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("secret-missing"));
        assertThat(OfficeSecret.none().open("seeds", "cora", closed)).isEmpty();
    }

    @Test
    void an_office_without_one_derives_nothing() {
        assertThat(OfficeSecret.forOffice(Map.of(), null)).isEqualTo(OfficeSecret.none());
        assertThat(OfficeSecret.none().derive("one")).isEmpty();
    }

    @Test
    void what_is_no_secret_is_refused_and_not_repeated() {
        for (var wrong : new String[] {"", "short", "c2hvcnQ=", ONE + ONE}) {
            assertThatThrownBy(() -> OfficeSecret.forOffice(Map.of("KONTOR_SECRET", wrong), null))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("secret-wrong")
                    .hasMessageContaining("KONTOR_SECRET")
                    .hasMessageNotContaining(wrong.isEmpty() ? "\0" : wrong);
        }
    }
}
