package io.kontor.ledger.seal;

import io.kontor.database.CopiedRows;
import io.kontor.database.Copying;
import io.kontor.kernel.Refusal;
import io.kontor.verify.CanonicalJson;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.Leaf;
import io.kontor.verify.LeafMaker;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TreeProofs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.StringNode;

/** Writes exports as docs/ledger-format.md describes them, a window of entries in memory at a time. Inside a transaction. */
@Component
public class ExportWriter {
    private static final int WINDOW = 2_000;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final TreeSql sql;
    private final NoteKeys keys;
    private final Copying copying;

    ExportWriter(TreeSql sql, NoteKeys keys, Copying copying) {
        this.sql = sql;
        this.keys = keys;
        this.copying = copying;
    }

    /**
     * Writes the entries of these positions against the newest checkpoint, or the one of a given size.
     *
     * @param to the position behind the last; negative for all there are under the checkpoint
     * @param readable which types of subjects show their content; of others, leaves only
     * @return how many entries were written
     */
    public long write(long from, long to, Predicate<String> readable, Opening opening, OutputStream out) {
        var kept = sql.newest().orElseThrow(() -> Refusal.conflict("ledger-not-sealed"));
        long end = to < 0 ? kept.size() : to;
        if (from < 0 || from >= end || end > kept.size()) {
            throw Refusal.invalid("ledger-range", "from", from, "to", end, "size", kept.size());
        }
        try {
            var note = SignedNote.parse(kept.note());
            line(out, header(note, from, end));
            for (long begin = from; begin < end; begin += WINDOW) {
                entries(begin, Math.min(end, begin + WINDOW), readable, opening, out);
            }
            line(out, end(note, kept.size(), from, end));
            return end - from;
        } catch (Flaw flaw) {
            throw new NotSealed("the ledger cannot be exported: " + flaw.getMessage(), flaw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String header(SignedNote note, long from, long to) throws Flaw {
        var checkpoint = Checkpoint.parse(note.text());
        var vkeys = note.signers(keys.known()).stream().map(NoteKey::toString).toList();
        return "{\"format\":\"kontor.ledger.export/1\",\"from\":" + from + ",\"origin\":" + quoted(checkpoint.origin())
                + ",\"to\":" + to + ",\"vkeys\":" + array(vkeys) + "}";
    }

    private String end(SignedNote note, long size, long from, long to) {
        var end = new StringBuilder("{\"checkpoint\":").append(quoted(note.toString()));
        if (from > 0 || to < size) {
            var proofs = new TreeProofs(new StoredTree(sql, size));
            end.append(",\"proofs\":{\"consistency\":")
                    .append(hashes(to == size ? List.of() : proofs.consistency(to, size)))
                    .append(",\"inclusion\":")
                    .append(hashes(proofs.inclusion(from, from + 1)))
                    .append('}');
        }
        return end.append('}').toString();
    }

    private void entries(long from, long to, Predicate<String> readable, Opening opening, OutputStream out) {
        copying.<Boolean>read(
                "select l.position, l.leaf, e.id is null as gone, k.*, " + KeptEntries.COLUMNS
                        + " from ledger.leaf l join ledger.position p on p.position = l.position"
                        + " left join ledger.entry e on e.subject_id = p.subject_id and e.seq = p.seq and e.id = p.entry_id"
                        + " left join lateral (select " + opening.keys("e") + ") k on true"
                        + " where l.position >= " + from + " and l.position < " + to + " order by l.position",
                rows -> entries(rows, readable, opening, out));
    }

    private static boolean entries(CopiedRows rows, Predicate<String> readable, Opening opening, OutputStream out)
            throws SQLException {
        var maker = new LeafMaker();
        try {
            while (rows.next()) {
                long position = rows.large();
                var leaf = rows.bytes();
                boolean gone = rows.truth();
                var person = rows.maybeBytes();
                var texts = rows.maybeText();
                var told = Leaf.parse(leaf);
                if (gone) {
                    rows.skip();
                    line(out, entry(position, told, leaf, ""));
                    continue;
                }
                var kept = KeptEntries.read(rows);
                var shown = "";
                if (readable.test(kept.subjectType())) {
                    var closed = maker.closed(kept);
                    var content = maker.marked()
                            ? opening.open(kept.id(), closed, person, texts)
                            : new String(closed, StandardCharsets.UTF_8);
                    shown = ",\"content\":" + content + ",\"salt\":\"" + BASE64.encodeToString(kept.salt()) + "\"";
                }
                line(out, entry(position, told, leaf, shown));
            }
            return true;
        } catch (Flaw flaw) {
            throw new NotSealed("the ledger cannot be exported: " + flaw.getMessage(), flaw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String entry(long position, Leaf told, byte[] leaf, String shown) {
        return "{\"action\":" + quoted(told.action()) + ",\"actor\":" + quoted(told.actor()) + ",\"at\":\"" + told.at()
                + "\",\"id\":\"" + told.id() + "\",\"leaf\":\"" + BASE64.encodeToString(leaf) + "\",\"position\":"
                + position + ",\"subject\":{\"id\":\"" + told.subjectId() + "\",\"type\":" + quoted(told.subjectType())
                + "}" + shown + "}";
    }

    private static void line(OutputStream out, String json) throws IOException, Flaw {
        out.write(CanonicalJson.of(json));
        out.write('\n');
    }

    private static String quoted(String text) {
        return StringNode.valueOf(text).toString();
    }

    private static String hashes(List<byte[]> hashes) {
        return array(hashes.stream().map(BASE64::encodeToString).toList());
    }

    private static String array(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(ExportWriter::quoted).toList()) + "]";
    }
}
