package io.kontor.cli;

import io.kontor.database.Outside;
import io.kontor.language.Words;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.ReportNote;
import io.kontor.verify.SignedNote;
import io.kontor.verify.Verdict;
import io.kontor.verify.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What concerns the ledger as a whole. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LedgerCommand.Verify.class, LedgerExport.class, LedgerRotate.class})
final class LedgerCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Terminal.say("cli.which-command");
        return Cli.MISUSED;
    }

    /**
     * Checks an export with nothing but the file: it opens no database and no connection. Without a file it checks the office
     * itself.
     */
    @Command(name = "verify", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Spec
        CommandSpec spec = CommandSpec.create();

        @Option(names = "--file", paramLabel = "EXPORT")
        @Nullable Path file;

        @Mixin
        Where where = new Where();

        @Option(names = "--vkey", paramLabel = "KEY")
        @Nullable String vkey;

        @Option(names = "--from", paramLabel = "CHECKPOINT")
        @Nullable Path from;

        @Option(names = "--report", paramLabel = "ARCHIVE")
        @Nullable Path report;

        @Option(names = "--json")
        boolean json;

        @Override
        public Integer call() {
            var words = Terminal.words();
            if (report != null) {
                return report(words, report);
            }
            boolean office = where.data != null
                    || (file == null && Outside.from(System.getenv()).isPresent());
            if (office == (file != null)) {
                throw misused(words.t("cli.verify.one-of-both"));
            }
            if (file == null) {
                return new OfficeVerification(key(words), earlier(words), json).run(where);
            }
            return file(words, file);
        }

        private Integer file(Words words, Path file) {
            var verification = new Verification(key(words), earlier(words));
            try (var in = opened(file)) {
                var verdict = verification.check(in);
                if (json) {
                    Terminal.json(asJson(words, verdict));
                } else {
                    print(words, verdict);
                }
                return Cli.DONE;
            } catch (Flaw flaw) {
                return refused(words, flaw);
            } catch (IOException e) {
                throw unreadable(words, file);
            }
        }

        /** A report is believed for a key got elsewhere; it opens no database. */
        private Integer report(Words words, Path archive) {
            var believed = key(words);
            if (believed == null || file != null || where.data != null) {
                throw misused(words.t("cli.verify.report-key"));
            }
            try (var in = opened(archive)) {
                var held = ReportNote.check(in, List.of(believed));
                var message =
                        words.t("cli.verify.report", "files", String.join(", ", held.files()), "key", believed.id());
                if (json) {
                    Terminal.json(
                            Map.of("ok", true, "origin", held.origin(), "files", held.files(), "message", message));
                } else {
                    Terminal.print(message);
                }
                return Cli.DONE;
            } catch (Flaw flaw) {
                return refused(words, flaw);
            } catch (IOException e) {
                throw unreadable(words, archive);
            }
        }

        private Integer refused(Words words, Flaw flaw) {
            if (json) {
                Terminal.json(asJson(words, flaw));
            } else {
                Terminal.print(sentence(words, flaw));
            }
            return Cli.REFUSED;
        }

        private static InputStream opened(Path path) throws IOException {
            return Files.newInputStream(path);
        }

        private @Nullable NoteKey key(Words words) {
            try {
                return vkey == null ? null : NoteKey.parse(vkey.strip());
            } catch (Flaw flaw) {
                throw misused(said(words, flaw));
            }
        }

        private @Nullable SignedNote earlier(Words words) {
            if (from == null) {
                return null;
            }
            try (var in = opened(from)) {
                return Verification.earlier(in.readNBytes(SignedNote.MOST_BYTES + 1));
            } catch (Flaw flaw) {
                throw misused(words.t("cli.verify.no-checkpoint", "file", from, "why", said(words, flaw)));
            } catch (IOException e) {
                throw unreadable(words, from);
            }
        }

        private ParameterException unreadable(Words words, Path path) {
            return misused(words.t("cli.verify.unreadable", "file", path));
        }

        private ParameterException misused(String why) {
            return new ParameterException(spec.commandLine(), why);
        }

        static String said(Words words, Flaw flaw) {
            return words.filled("flaw." + flaw.kind().code(), flaw.details());
        }

        static String sentence(Words words, Flaw flaw) {
            return flaw.position().isPresent()
                    ? words.t("cli.verify.at", "position", flaw.position().getAsLong(), "what", said(words, flaw))
                    : said(words, flaw);
        }

        private static void print(Words words, Verdict verdict) {
            var checkpoint = verdict.checkpoint();
            Terminal.print(words.t(
                    "cli.verify.entries",
                    "count",
                    verdict.entries(),
                    "from",
                    verdict.from(),
                    "last",
                    verdict.to() - 1));
            Terminal.print(words.t(
                    "cli.verify.tree",
                    "origin",
                    checkpoint.origin(),
                    "size",
                    checkpoint.size(),
                    "root",
                    checkpoint.root()));
            if (verdict.erased() > 0 || verdict.withheld() > 0) {
                Terminal.print(
                        words.t("cli.verify.unread", "erased", verdict.erased(), "withheld", verdict.withheld()));
            }
            if (verdict.earlier() > 0) {
                Terminal.print(words.t("cli.verify.earlier", "size", verdict.earlier()));
            }
            Terminal.print(believed(words, verdict));
        }

        private static String believed(Words words, Verdict verdict) {
            var id = verdict.key().id();
            return switch (verdict.believed()) {
                case KEY -> words.t("cli.verify.believed.key", "key", id);
                case CHECKPOINT -> words.t("cli.verify.believed.checkpoint", "key", id);
                case BEGINNING -> words.t("cli.verify.believed.beginning", "key", id, "size", verdict.earlier());
                case NOBODY -> words.t("cli.verify.believed.nobody", "key", id);
            };
        }

        private static Map<String, @Nullable Object> asJson(Words words, Verdict verdict) {
            var told = new LinkedHashMap<String, @Nullable Object>();
            told.put("ok", true);
            told.put("origin", verdict.checkpoint().origin());
            told.put("entries", verdict.entries());
            told.put("from", verdict.from());
            told.put("to", verdict.to());
            told.put("size", verdict.checkpoint().size());
            told.put("root", verdict.checkpoint().root());
            told.put(
                    "signed_by",
                    verdict.signers().stream().map(NoteKey::toString).toList());
            told.put("erased_texts", verdict.erased());
            told.put("withheld_entries", verdict.withheld());
            told.put("earlier_size", verdict.earlier());
            told.put("believed", verdict.believed().code());
            told.put("message", believed(words, verdict));
            return told;
        }

        static Map<String, @Nullable Object> asJson(Words words, Flaw flaw) {
            var told = new LinkedHashMap<String, @Nullable Object>();
            told.put("ok", false);
            told.put("position", flaw.position().isPresent() ? flaw.position().getAsLong() : null);
            told.put("wrong", flaw.kind().code());
            told.put("details", flaw.details());
            told.put("message", sentence(words, flaw));
            return told;
        }
    }
}
