package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final int PIECE = 1 << 20;

    @TempDir
    Path folder;

    private final Somebody zoe =
            Somebody.of(new Subject("contact", UUID.randomUUID())).called("Zoë Länger", "zoe@laenger.example");

    private boolean told(byte[] bytes) throws IOException {
        return Mentions.in(Files.write(folder.resolve("file"), bytes), zoe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void a_name_is_found_in_the_usual_encodings_in_large_letters_too(String encoding) throws IOException {
        assertThat(told("a,ZoË LÄNGER,b".replace("Ë", "ë").replace("Ä", "ä").getBytes(Charset.forName(encoding))))
                .isTrue();
        assertThat(told("mail ZOE@Laenger.EXAMPLE".getBytes(Charset.forName(encoding))))
                .isTrue();
        assertThat(told("a,Zoe Lang,b zoe@other.example".getBytes(Charset.forName(encoding))))
                .isFalse();
    }

    @Test
    void a_name_cut_by_the_pieces_a_file_is_read_in_is_found() throws IOException {
        var name = "Zoë Länger".getBytes(StandardCharsets.UTF_8);
        for (int at : new int[] {PIECE - name.length, PIECE - 4, PIECE - 1, PIECE, 2 * PIECE + PIECE / 2 - 3}) {
            var bytes = new byte[3 * PIECE];
            System.arraycopy(name, 0, bytes, at, name.length);
            assertThat(told(bytes)).as("at %d", at).isTrue();
            bytes[at] = 'X';
            assertThat(told(bytes)).as("another name at %d", at).isFalse();
        }
    }

    @Test
    void what_is_packed_is_looked_into() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("one,zoe@laenger.example\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(told(packed.toByteArray())).isTrue();
    }
}
