package io.kontor.verify;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * The first line of an export: which log it is taken from, which positions it holds, and keys that nobody has vouched for yet.
 *
 * @param from the first position
 * @param to the position behind the last
 */
record ExportHeader(String origin, List<NoteKey> keys, long from, long to) {
    static final String FORMAT = "kontor.ledger.export/1";

    private static final int MOST_KEYS = SignedNote.MOST_SIGNATURES;

    static ExportHeader read(ExportLines line) throws Flaw {
        var members = new Members();
        List<String> vkeys = List.of();
        long from = -1;
        long to = -1;
        try (var in = CanonicalJson.parser(line.buffer(), line.start(), line.end())) {
            members.begin(in);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = members.next(in);
                switch (name) {
                    case "format", "origin" -> members.text(in, name);
                    case "from" -> from = members.whole(in, name);
                    case "to" -> to = members.whole(in, name);
                    case "vkeys" -> vkeys = members.texts(in, name, MOST_KEYS);
                    default -> throw Flaw.of(Flaw.Kind.EXPORT_FORM);
                }
            }
            members.end(in);
        } catch (JacksonException e) {
            throw CanonicalJson.flaw(e);
        }
        if (!members.get("format").equals(FORMAT)) {
            throw Flaw.of(Flaw.Kind.EXPORT_FORMAT, "format", members.get("format"));
        }
        if (from < 0 || to < 0) {
            throw Flaw.of(Flaw.Kind.MEMBER_MISSING, "name", from < 0 ? "from" : "to");
        }
        if (to < from || (to == from && to > 0)) {
            throw Flaw.of(Flaw.Kind.EXPORT_RANGE, "from", from, "to", to);
        }
        return new ExportHeader(members.get("origin"), keys(vkeys), from, to);
    }

    private static List<NoteKey> keys(List<String> vkeys) throws Flaw {
        var keys = new ArrayList<NoteKey>();
        for (var vkey : vkeys) {
            var key = NoteKey.parse(vkey);
            if (keys.contains(key)) {
                throw Flaw.of(Flaw.Kind.EXPORT_KEYS, "key", vkey);
            }
            keys.add(key);
        }
        return keys;
    }
}
