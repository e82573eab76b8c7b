package io.kontor.cli;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import org.springframework.boot.web.server.PortInUseException;

/** Says in a sentence that a port is taken. */
final class Ports {
    private Ports() {}

    /** A port nobody listens on now. */
    static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static RuntimeException explained(RuntimeException e, int port) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return Refusal.unavailable("port-taken", "port", port);
            }
        }
        return e;
    }
}
