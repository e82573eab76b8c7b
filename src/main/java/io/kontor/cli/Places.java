package io.kontor.cli;

import java.nio.file.Path;

/** Where things are when nobody says otherwise. */
final class Places {
    private Places() {}

    /** The data of the demo: in the folder it was built in, so that removing that folder leaves nothing behind. */
    static Path demoData() {
        var home = System.getenv("KONTOR_HOME");
        return home == null || home.isBlank()
                ? Path.of(System.getProperty("java.io.tmpdir"), "kontor-demo")
                : Path.of(home, ".kontor", "demo");
    }

    /** The data of an office served without {@code --data}. */
    static Path usualData() {
        if (System.getProperty("user.name", "").equals("root")) {
            return Path.of("/var/lib/kontor");
        }
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("kontor");
    }
}
