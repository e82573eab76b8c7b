package io.kontor.verify;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/** Reads the lines in between: one entry each, its leaf, and what may be read of it, all of which must say the same. */
final class ExportEntry {
    private final Members members = new Members();
    private final Content content = new Content();
    private final CanonicalWriter expected = new CanonicalWriter();
    private boolean readable;
    private long position;
    private long withheld;

    /** Whether a line is an entry's; only those begin with their action. */
    static boolean is(ExportLines line) {
        return line.end() - line.start() > 3 && line.buffer()[line.start() + 2] == 'a';
    }

    /**
     * Checks a line.
     *
     * @return the exact bytes of its leaf
     */
    byte[] leaf(ExportLines line, long due) throws Flaw {
        read(line);
        if (position != due) {
            throw Flaw.of(Flaw.Kind.POSITION, "found", position, "due", due);
        }
        var leaf = Plain.bytes(members.get("leaf"));
        if (leaf == null) {
            throw Flaw.of(Flaw.Kind.MEMBER_WRONG, "name", "leaf");
        }
        if (!readable) {
            withheld++;
            var kept = Leaf.parse(leaf);
            compare(kept, members.leaf(kept.content()));
            return leaf;
        }
        var told = members.leaf(content.commitment(salt()));
        told.write(expected);
        if (!expected.isJust(leaf, 0, leaf.length)) {
            compare(Leaf.parse(leaf), told);
        }
        return leaf;
    }

    private void read(ExportLines line) throws Flaw {
        readable = false;
        position = -1;
        try (var in = CanonicalJson.parser(line.buffer(), line.start(), line.end())) {
            members.begin(in);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = members.next(in);
                switch (name) {
                    case "action", "actor", "at", "id", "leaf", "salt" -> members.text(in, name);
                    case "position" -> position = members.whole(in, name);
                    case "subject" -> members.subject(in);
                    case "content" -> {
                        content.read(in);
                        readable = true;
                    }
                    default -> throw Flaw.of(Flaw.Kind.MEMBER_UNKNOWN, "name", name);
                }
            }
            members.end(in);
        } catch (JacksonException e) {
            throw CanonicalJson.flaw(e);
        }
        if (position < 0) {
            throw Flaw.of(Flaw.Kind.MEMBER_MISSING, "name", "position");
        }
        if (!readable && members.find("salt") != null) {
            throw Flaw.of(Flaw.Kind.MEMBER_MISSING, "name", "content");
        }
    }

    private byte[] salt() throws Flaw {
        var salt = Plain.bytes(members.get("salt"), Content.SALT);
        if (salt == null) {
            throw Flaw.of(Flaw.Kind.MEMBER_WRONG, "name", "salt");
        }
        return salt;
    }

    private static void compare(Leaf leaf, Leaf told) throws Flaw {
        differ("id", leaf.id(), told.id());
        differ("at", leaf.at(), told.at());
        differ("actor", leaf.actor(), told.actor());
        differ("action", leaf.action(), told.action());
        differ("subject", leaf.subjectType() + leaf.subjectId(), told.subjectType() + told.subjectId());
        if (!leaf.content().equals(told.content())) {
            throw Flaw.of(Flaw.Kind.CONTENT_DIFFERS);
        }
    }

    private static void differ(String name, String one, String other) throws Flaw {
        if (!one.equals(other)) {
            throw Flaw.of(Flaw.Kind.LEAF_DIFFERS, "name", name, "leaf", one, "line", other);
        }
    }

    long withheld() {
        return withheld;
    }

    long erased() {
        return content.erased();
    }
}
