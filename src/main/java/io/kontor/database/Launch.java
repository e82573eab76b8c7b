package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The words put before a server program so that it runs without root's rights and, on Linux, ends when the thread that
 * started it ends, however that happens.
 *
 * <p>As root: {@code setpriv} to an account without rights; where the way to the data is closed to that account (root's
 * own home), an unmapped user name space instead. On macOS and without {@code setpriv} nothing is put before it; a
 * cluster that outlives Kontor there is found and stopped by the next start.
 */
record Launch(List<String> prefix, boolean changesAccount) {
    static Launch forServer(Path cluster, Account account) {
        var dies = List.of("--pdeathsig=INT");
        if (!Account.root()) {
            return new Launch(has("setpriv") ? command("setpriv", dies) : List.of(), false);
        }
        if (walkable(cluster) && has("setpriv")) {
            return new Launch(command("setpriv", dies, demoted(account)), true);
        }
        if (has("unshare") && succeeds(List.of("unshare", "-U", "true"))) {
            return new Launch(
                    has("setpriv")
                            ? command("setpriv", dies, List.of("unshare", "-U"))
                            : command("unshare", List.of("-U")),
                    false);
        }
        throw Refusal.unavailable("root-cannot-run-postgres", "dir", cluster);
    }

    static Launch forTool(Path cluster, Account account) {
        var server = forServer(cluster, account);
        return new Launch(
                server.prefix().stream()
                        .filter(word -> !word.startsWith("--pdeathsig"))
                        .toList(),
                server.changesAccount());
    }

    List<String> of(List<String> command) {
        var words = new ArrayList<>(prefix.equals(List.of("setpriv")) ? List.<String>of() : prefix);
        words.addAll(command);
        return words;
    }

    private static List<String> demoted(Account account) {
        return List.of(
                "--reuid=" + account.uid(),
                "--regid=" + account.gid(),
                "--clear-groups",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs");
    }

    @SafeVarargs
    private static List<String> command(String program, List<String>... options) {
        var words = new ArrayList<String>();
        words.add(program);
        for (var part : options) {
            words.addAll(part);
        }
        return words;
    }

    /** Whether an account other than the owner may walk down to the folder. */
    private static boolean walkable(Path path) {
        for (var folder = path.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            try {
                if (Files.exists(folder)
                        && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(String program) {
        var path = System.getenv("PATH");
        for (var folder : (path == null ? "/usr/bin:/bin" : path).split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static boolean succeeds(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
