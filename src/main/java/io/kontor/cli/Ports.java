package io.kontor.cli;

import io.kontor.kernel.Refusal;
import org.springframework.boot.web.server.PortInUseException;

/** Says in a sentence that a port is taken. */
final class Ports {
    private Ports() {}

    static RuntimeException explained(RuntimeException e, int port) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return Refusal.unavailable("port-taken", "port", port);
            }
        }
        return e;
    }
}
