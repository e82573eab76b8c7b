package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.ledger.States;
import io.kontor.verify.CanonicalJson;
import io.kontor.verify.Flaw;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Contents of documents as they are kept: canonical JSON, and the hash of its bytes. */
final class Contents {
    private Contents() {}

    static String canonical(Object content) {
        return canonicalJson(States.write(content));
    }

    static String canonicalJson(String json) {
        try {
            return new String(CanonicalJson.of(json), StandardCharsets.UTF_8);
        } catch (Flaw flaw) {
            throw new IllegalStateException("a state is JSON", flaw);
        }
    }

    static String hash(String content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A content as its type's record, lifted from the form it was written in. */
    static <T extends Record> T read(DocumentType<T> type, int schema, String content) {
        return schema == type.schema()
                ? States.read(type.content(), content)
                : States.read(
                        type.content(), type.lift(States.tree(content), schema).toString());
    }
}
