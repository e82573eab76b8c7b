package io.kontor.cli;

import io.kontor.language.Words;
import io.kontor.ledger.Checked;
import io.kontor.ledger.LogKey;
import io.kontor.ledger.Seals;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the ledger of an office where it is kept.
 *
 * @param key whom to believe, or none
 * @param earlier a checkpoint kept elsewhere, or none
 */
record OfficeVerification(@Nullable NoteKey key, @Nullable SignedNote earlier, boolean json) {
    int run(Where where) {
        var words = Terminal.words();
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            try {
                var checked = office.bean(Seals.class).verify(key, earlier);
                if (json) {
                    Terminal.json(asJson(words, checked));
                } else {
                    print(words, checked);
                }
                return Cli.DONE;
            } catch (Flaw flaw) {
                if (json) {
                    Terminal.json(LedgerCommand.Verify.asJson(words, flaw));
                } else {
                    Terminal.print(LedgerCommand.Verify.sentence(words, flaw));
                }
                return Cli.REFUSED;
            }
        }
    }

    private static void print(Words words, Checked checked) {
        Terminal.print(words.t(
                "cli.verify.office",
                "count",
                checked.size(),
                "checkpoints",
                checked.checkpoints(),
                "rows",
                checked.rows()));
        Terminal.print(
                words.t("cli.verify.tree", "origin", checked.origin(), "size", checked.size(), "root", checked.root()));
        Terminal.print(words.t("cli.verify.pending", "count", checked.pending()));
        if (checked.earlier() > 0) {
            Terminal.print(words.t("cli.verify.earlier", "size", checked.earlier()));
        }
        checked.keys().stream()
                .filter(one -> !one.vouched())
                .forEach(one -> Terminal.print(
                        words.t("cli.verify.unvouched", "key", one.key().id())));
        Terminal.print(believed(words, checked));
    }

    private static String believed(Words words, Checked checked) {
        var id = checked.keys().isEmpty() ? "" : checked.keys().getLast().key().id();
        return words.t(
                checked.size() == 0
                        ? "cli.verify.office.empty"
                        : checked.believed() ? "cli.verify.office.believed" : "cli.verify.office.nobody",
                "key",
                id);
    }

    private static Map<String, @Nullable Object> asJson(Words words, Checked checked) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("ok", true);
        told.put("origin", checked.origin());
        told.put("size", checked.size());
        told.put("root", checked.root());
        told.put("pending", checked.pending());
        told.put("checkpoints", checked.checkpoints());
        told.put("rows", checked.rows());
        told.put(
                "keys", checked.keys().stream().map(one -> one.key().toString()).toList());
        told.put(
                "unvouched",
                checked.keys().stream()
                        .filter(one -> !one.vouched())
                        .map(LogKey::key)
                        .map(NoteKey::toString)
                        .toList());
        told.put("earlier_size", checked.earlier());
        told.put("believed", checked.believed());
        told.put("message", believed(words, checked));
        return told;
    }
}
