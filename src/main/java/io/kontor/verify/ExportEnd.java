package io.kontor.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The last line of an export: the checkpoint, and for a part of a ledger the proofs that it is one.
 *
 * @param inclusion the audit path of the first entry in the tree that ends with it
 * @param consistency from the tree that ends with the last entry to that of the checkpoint
 */
record ExportEnd(
        SignedNote note,
        Checkpoint checkpoint,
        @Nullable List<byte[]> inclusion,
        @Nullable List<byte[]> consistency) {
    /** More than a tree of any size needs. */
    private static final int MOST_HASHES = 128;

    static ExportEnd read(ExportLines line) throws Flaw {
        var members = new Members();
        List<byte[]> inclusion = null;
        List<byte[]> consistency = null;
        try (var in = CanonicalJson.parser(line.buffer(), line.start(), line.end())) {
            members.begin(in);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = members.next(in);
                switch (name) {
                    case "checkpoint" -> members.text(in, name);
                    case "proofs" -> {
                        expect(in.currentToken() == JsonToken.START_OBJECT);
                        consistency = hashes(members, in, "consistency");
                        inclusion = hashes(members, in, "inclusion");
                        expect(in.nextToken() == JsonToken.END_OBJECT);
                    }
                    default -> expect(false);
                }
            }
            members.end(in);
        } catch (JacksonException e) {
            throw CanonicalJson.flaw(e);
        }
        var note = SignedNote.parse(members.get("checkpoint"));
        return new ExportEnd(note, Checkpoint.parse(note.text()), inclusion, consistency);
    }

    private static void expect(boolean right) throws Flaw {
        if (!right) {
            throw Flaw.of(Flaw.Kind.EXPORT_FORM);
        }
    }

    private static List<byte[]> hashes(Members members, JsonParser in, String name) throws Flaw {
        expect(in.nextToken() == JsonToken.PROPERTY_NAME && members.next(in).equals(name));
        var hashes = new ArrayList<byte[]>();
        for (var text : members.texts(in, name, MOST_HASHES)) {
            var hash = Plain.bytes(text, TreeHasher.LENGTH);
            if (hash == null) {
                throw Flaw.of(Flaw.Kind.MEMBER_WRONG, "name", name);
            }
            hashes.add(hash);
        }
        return hashes;
    }
}
