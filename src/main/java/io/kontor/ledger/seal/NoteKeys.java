package io.kontor.ledger.seal;

import io.kontor.database.OfficeSecret;
import io.kontor.ledger.Standing;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.NoteSigner;
import io.kontor.verify.SignedNote;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that sign for the log. The first is made at the first seal; each later one is vouched for by the one before, and both
 * sign for a while. In the database they stand encrypted under the office's secret, so a copy of it cannot sign.
 */
@Component
class NoteKeys {
    private static final String PURPOSE = "note-key";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeySql sql;
    private final OfficeSecret secret;
    private final Clock clock;
    private volatile List<Opened> opened = List.of();

    NoteKeys(KeySql sql, OfficeSecret secret, Clock clock) {
        this.sql = sql;
        this.secret = secret;
        this.clock = clock;
    }

    /** A key that can sign now. */
    private record Opened(KeySql.KeptKey kept, NoteSigner signer) {}

    boolean able() {
        return secret.derive(PURPOSE).isPresent();
    }

    /** All keys the log ever had, the first one first. */
    List<NoteKey> known() {
        return sql.all().stream().map(kept -> key(kept.vkey())).toList();
    }

    static NoteKey key(String vkey) {
        try {
            return NoteKey.parse(vkey);
        } catch (Flaw flaw) {
            throw new NotSealed("a key of the log is not one: " + flaw.getMessage(), flaw);
        }
    }

    /**
     * Those that sign now, the newest first. Made when there is none yet.
     *
     * @throws NotSealed when one cannot be opened
     */
    List<NoteSigner> signers(Edge edge) {
        var keys = opened;
        if (keys.size() != edge.keys() || keys.isEmpty()) {
            keys = openAll(edge);
            opened = keys;
        }
        var now = clock.instant();
        var signing = new ArrayList<NoteSigner>();
        for (var key : keys.reversed()) {
            signing.add(key.signer());
            if (!now.isBefore(key.kept().aloneFrom())) {
                break;
            }
        }
        return signing;
    }

    private List<Opened> openAll(Edge edge) {
        if (!able()) {
            throw new NotSealed("the office has no secret");
        }
        var all = new ArrayList<Opened>();
        for (var kept : sql.all()) {
            var signer = open(kept);
            if (signer == null) {
                throw new NotSealed(
                        "key " + key(kept.vkey()).id() + " was encrypted under another secret", Standing.KEY_LOCKED);
            }
            all.add(new Opened(kept, signer));
        }
        if (all.isEmpty()) {
            all.add(add(edge, null, Duration.ZERO));
        }
        return all;
    }

    /**
     * Makes the next key. The one before vouches for it and goes on signing beside it for a while.
     *
     * @throws NotSealed when the key before cannot be opened
     */
    NoteKey rotate(Edge edge, Duration both) {
        var before = openAll(edge);
        return add(edge, before.getLast(), both).signer().key();
    }

    /** Makes the next key when the secret of the ones before is lost: nobody vouches for it, and verification says so. */
    NoteKey replace(Edge edge) {
        return add(edge, null, Duration.ZERO).signer().key();
    }

    private Opened add(Edge edge, @Nullable Opened before, Duration both) {
        try {
            var signer = NoteSigner.generate(edge.origin(), NoteKey.Type.ED25519, RANDOM);
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var vouched = before == null
                    ? null
                    : before.signer()
                            .sign(Vouching.text(edge.origin(), signer.key()))
                            .toString();
            var kept = new KeySql.KeptKey(
                    sql.all().size(),
                    signer.key().toString(),
                    encrypted(signer),
                    vouched,
                    edge.size(),
                    now,
                    now.plus(both));
            sql.insert(kept);
            return new Opened(kept, signer);
        } catch (Flaw flaw) {
            throw new NotSealed("no key can be made for " + edge.origin() + ": " + flaw.getMessage(), flaw);
        }
    }

    private byte[] encrypted(NoteSigner signer) {
        return secret.close(PURPOSE, signer.key().toString(), signer.secret());
    }

    private @Nullable NoteSigner open(KeySql.KeptKey kept) {
        var opened = secret.open(PURPOSE, kept.vkey(), kept.secret());
        try {
            return opened.isEmpty() ? null : NoteSigner.of(key(kept.vkey()), opened.get());
        } catch (Flaw flaw) {
            return null;
        }
    }

    /** What one key says of the next. */
    static final class Vouching {
        private Vouching() {}

        /** No checkpoint: its second line is no number. */
        static String text(String origin, NoteKey next) {
            return origin + "\nkey " + next + "\n";
        }

        /** Whether one of the keys before says that this is the next. */
        static boolean holds(String origin, KeySql.KeptKey kept, List<NoteKey> before) {
            if (kept.vouched() == null) {
                return false;
            }
            try {
                var note = SignedNote.parse(kept.vouched());
                return note.text().equals(text(origin, key(kept.vkey())))
                        && !note.signers(before).isEmpty();
            } catch (Flaw flaw) {
                return false;
            }
        }
    }
}
