package io.kontor.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export by itself, one line in memory at a time: that it is written in the one form it can have, that positions have no
 * gap, that what can be read is what the leaves commit to, that the leaves make the tree of the checkpoint, that the checkpoint is
 * signed. docs/ledger-format.md describes the file.
 *
 * <p>The keys in an export are those of whoever wrote it. Whom to believe comes from elsewhere: a key, an earlier checkpoint, or
 * both.
 *
 * @param key whose signature must be there, or none
 * @param earlier a checkpoint got earlier, which nothing may contradict, or none
 */
public record Verification(@Nullable NoteKey key, @Nullable SignedNote earlier) {
    /**
     * Checks a file to its end.
     *
     * @throws Flaw the first thing that is wrong, with its position when one can tell
     * @throws IOException when it cannot be read
     */
    public Verdict check(InputStream export) throws IOException, Flaw {
        var lines = new ExportLines(export);
        return new Run(lines, header(lines), earlier == null ? null : Checkpoint.parse(earlier.text())).check();
    }

    /**
     * Reads a checkpoint somebody kept.
     *
     * @throws Flaw when it is none, so that the export is not blamed for it
     */
    public static SignedNote earlier(byte[] kept) throws Flaw {
        var note = SignedNote.parse(kept);
        Checkpoint.parse(note.text());
        return note;
    }

    private static ExportHeader header(ExportLines lines) throws IOException, Flaw {
        if (!lines.next()) {
            throw Flaw.of(Flaw.Kind.EXPORT_FORM);
        }
        return ExportHeader.read(lines);
    }

    /** One file being read. */
    private final class Run {
        private final ExportLines lines;
        private final ExportHeader header;
        private final @Nullable Checkpoint before;
        private final ExportEntry entry = new ExportEntry();
        private final Range range;
        private @Nullable Range then;

        Run(ExportLines lines, ExportHeader header, @Nullable Checkpoint before) {
            this.lines = lines;
            this.header = header;
            this.before = before;
            this.range = new Range(header.from());
        }

        Verdict check() throws IOException, Flaw {
            entries();
            var end = ExportEnd.read(lines);
            if (lines.next()) {
                throw Flaw.of(Flaw.Kind.EXPORT_LONG);
            }
            var signers = signers(end);
            tree(end);
            var believed = believed(end, signers);
            return new Verdict(
                    end.checkpoint(),
                    header.from(),
                    header.to(),
                    entry.withheld(),
                    entry.erased(),
                    signers,
                    believed,
                    before == null ? 0 : before.size());
        }

        private void entries() throws IOException, Flaw {
            for (long due = header.from(); ; due++) {
                note(due);
                try {
                    if (!lines.next()) {
                        throw Flaw.of(Flaw.Kind.EXPORT_SHORT, "due", header.to());
                    }
                    if (ExportEntry.is(lines) != due < header.to()) {
                        throw due < header.to()
                                ? Flaw.of(Flaw.Kind.EXPORT_SHORT, "due", header.to())
                                : Flaw.of(Flaw.Kind.EXPORT_LONG);
                    }
                    if (due == header.to()) {
                        return;
                    }
                    range.leaf(entry.leaf(lines, due));
                } catch (Flaw flaw) {
                    throw due < header.to() ? flaw.at(due) : flaw;
                }
            }
        }

        /** Keeps the tree as it was when the earlier checkpoint was made. */
        private void note(long size) {
            if (before != null && before.size() == size) {
                then = range.copy();
            }
        }

        /** An export brings the keys of all signatures it shows, and all of them hold. */
        private List<NoteKey> signers(ExportEnd end) throws Flaw {
            var known = new ArrayList<>(header.keys());
            if (key != null && !known.contains(key)) {
                known.add(key);
            }
            for (var signature : end.note().signatures()) {
                if (known.stream().noneMatch(signature::claims)) {
                    throw Flaw.of(Flaw.Kind.SIGNATURE_KEYLESS, "name", signature.name(), "key", signature.keyId());
                }
            }
            var signers = end.note().signers(known);
            if (!end.checkpoint().origin().equals(header.origin())) {
                throw Flaw.of(
                        Flaw.Kind.ORIGIN,
                        "header",
                        header.origin(),
                        "checkpoint",
                        end.checkpoint().origin());
            }
            if (signers.stream().noneMatch(signer -> Verdict.isOf(end.checkpoint(), signer))) {
                throw Flaw.of(Flaw.Kind.LOG_UNSIGNED, "origin", header.origin());
            }
            if (key != null && !signers.contains(key)) {
                throw Flaw.of(Flaw.Kind.KEY_NOT_SIGNED, "key", key.id());
            }
            return signers;
        }

        private void tree(ExportEnd end) throws Flaw {
            long size = end.checkpoint().size();
            if (size < header.to()) {
                throw Flaw.of(Flaw.Kind.EXPORT_RANGE, "from", header.from(), "to", header.to());
            }
            boolean whole = header.from() == 0 && header.to() == size;
            if (whole != (end.inclusion() == null)) {
                throw Flaw.of(whole ? Flaw.Kind.PROOFS_SURPLUS : Flaw.Kind.PROOFS_MISSING);
            }
            var root = range.root(inclusion(end));
            if (whole || header.to() == size) {
                if (!end.checkpoint().hasRoot(root)
                        || (end.consistency() != null && !end.consistency().isEmpty())) {
                    throw Flaw.of(Flaw.Kind.ROOT_DIFFERS, "from", sound(end), "to", header.to());
                }
            } else if (!TreeChecks.extendsTo(
                    header.to(), root, size, end.checkpoint().rootHash(), Objects.requireNonNull(end.consistency()))) {
                throw Flaw.of(Flaw.Kind.PROOF_WRONG, "from", sound(end), "to", header.to());
            }
        }

        /** From where on something is wrong, as far as the earlier checkpoint can tell. */
        private long sound(ExportEnd end) throws Flaw {
            return before != null && then != null && before.hasRoot(then.root(inclusion(end)))
                    ? before.size()
                    : header.from();
        }

        private List<byte[]> inclusion(ExportEnd end) {
            return Objects.requireNonNullElse(end.inclusion(), List.of());
        }

        private Verdict.Believed believed(ExportEnd end, List<NoteKey> signers) throws Flaw {
            var same = before == null || follows(end, before);
            if (key != null) {
                return Verdict.Believed.KEY;
            }
            if (earlier == null) {
                return Verdict.Believed.NOBODY;
            }
            return same || signedBefore(end.checkpoint(), signers)
                    ? Verdict.Believed.CHECKPOINT
                    : Verdict.Believed.BEGINNING;
        }

        /** Whether the earlier checkpoint already speaks of everything; refuses when the export contradicts it. */
        private boolean follows(ExportEnd end, Checkpoint given) throws Flaw {
            var now = end.checkpoint();
            if (!given.origin().equals(now.origin())) {
                throw Flaw.of(Flaw.Kind.EARLIER_ORIGIN, "earlier", given.origin(), "origin", now.origin());
            }
            if (given.size() > now.size()) {
                throw Flaw.of(Flaw.Kind.EARLIER_LARGER, "earlier", given.size(), "size", now.size());
            }
            var root = given.size() == now.size() ? now.rootHash() : then == null ? null : then.root(inclusion(end));
            if (root == null) {
                throw Flaw.of(
                        Flaw.Kind.EARLIER_OUTSIDE, "earlier", given.size(), "from", header.from(), "to", header.to());
            }
            if (!given.hasRoot(root)) {
                throw Flaw.of(Flaw.Kind.EARLIER_DIFFERS, "earlier", given.size());
            }
            return given.size() == now.size();
        }

        /** Whether a key of the log that signed this checkpoint signed the earlier one. */
        private boolean signedBefore(Checkpoint now, List<NoteKey> signers) throws Flaw {
            var given = Objects.requireNonNull(earlier);
            var own =
                    signers.stream().filter(signer -> Verdict.isOf(now, signer)).toList();
            var claimed = given.signatures().stream()
                    .anyMatch(signature -> own.stream().anyMatch(signature::claims));
            return claimed && !given.signers(own).isEmpty();
        }
    }
}
