package io.kontor.files;

import io.kontor.files.spi.Scanner;
import io.kontor.kernel.Refusal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Asks a clamd over its INSTREAM command, when {@code kontor.clamd} names one as host:port. A scanner that does not answer is
 * no reason to let a file in.
 */
@Component
@ConditionalOnProperty("kontor.clamd")
final class ClamScanner implements Scanner {
    private static final int CHUNK = 64 * 1024;
    private static final int PATIENCE = 30_000;

    private final String host;
    private final int port;

    ClamScanner(@Value("${kontor.clamd}") String address) {
        var parts = address.split(":", 2);
        this.host = parts[0];
        this.port = parts.length == 2 ? Integer.parseInt(parts[1]) : 3310;
    }

    @Override
    public Optional<String> threat(byte[] content) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int at = 0; at < content.length; at += CHUNK) {
                int length = Math.min(CHUNK, content.length - at);
                out.writeInt(length);
                out.write(content, at, length);
            }
            out.writeInt(0);
            out.flush();
            var answer = new String(socket.getInputStream().readNBytes(1_000), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            if (answer.endsWith("OK")) {
                return Optional.empty();
            }
            if (answer.endsWith("FOUND")) {
                return Optional.of(answer.replaceFirst("^stream: ", "").replaceFirst(" FOUND$", ""));
            }
            throw new IOException("answered " + answer);
        } catch (IOException e) {
            throw Refusal.unavailable("scanner-silent").at("file");
        }
    }
}
