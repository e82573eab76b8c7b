package io.kontor.files;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.files.spi.Scanner;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files hung on objects. */
@Component
public final class Files {
    public static final String KIND = "file";
    public static final int LARGEST = 25 * 1024 * 1024;
    static final SubjectType<Attachment> FILE = SubjectType.of(
                    KIND, Attachment.class, "attached", "moved", "withdrawn", "expired", "erased")
            .shared("name", "size", "media");

    private final Tx tx;
    private final Ledger ledger;
    private final FileSql sql;
    private final Holdings holdings;
    private final Company company;
    private final List<Scanner> scanners;
    private final Ids ids;
    private final Clock clock;

    Files(
            Tx tx,
            Ledger ledger,
            FileSql sql,
            Holdings holdings,
            Company company,
            List<Scanner> scanners,
            Ids ids,
            Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.holdings = holdings;
        this.company = company;
        this.scanners = scanners;
        this.ids = ids;
        this.clock = clock;
    }

    /** A file as the page of its object lists it. */
    public record Listed(
            UUID id,
            String name,
            long size,
            String media,
            Audience audience,
            @Nullable UUID author,
            Instant writtenAt) {}

    /** The files of an object the actor may see. */
    public List<Listed> of(Actor actor, Subject subject) {
        return tx.as(actor, () -> {
            holdings.visible(actor, subject);
            return sql.of(subject);
        });
    }

    /**
     * Hangs a file on an object. Refuses: too large, empty, a type not kept, not what its name says, not named as the office
     * wants it, found dangerous by a scanner.
     */
    public UUID attach(Actor actor, Subject subject, String name, byte[] content, Audience audience) {
        return attach(actor, subject, name, content, audience, null);
    }

    /** @param expires the day the file goes by itself, or none */
    public UUID attach(
            Actor actor, Subject subject, String name, byte[] content, Audience audience, @Nullable LocalDate expires) {
        if (content.length > LARGEST) {
            throw Refusal.invalid("file-too-large", "most", LARGEST / 1024 / 1024)
                    .at("file");
        }
        var convention = company.profile(actor).fileNames();
        var clean = ContentCheck.name(name, convention == null ? "" : convention);
        var media = ContentCheck.media(clean, content);
        for (var scanner : scanners) {
            scanner.threat(content).ifPresent(threat -> {
                throw Refusal.invalid("file-dangerous", "name", clean, "threat", threat)
                        .at("file");
            });
        }
        return tx.as(actor, () -> {
            var place = holdings.visible(actor, subject);
            var role = actor.role(KIND, Verb.CREATE, place);
            var attachment = new Attachment(
                    subject.type(),
                    subject.id(),
                    clean,
                    hash(content),
                    content.length,
                    media,
                    audience,
                    actor.person(),
                    expires,
                    false);
            var id = ids.next();
            var recorded = ledger.append(
                    actor, Change.of(FILE, id, "attached", role, attachment).ofPartner(place.partner()));
            sql.keep(recorded, content);
            sql.write(recorded, place.partner(), clock.instant());
            return id;
        });
    }

    /** What a download needs to know before its first byte. */
    public record Download(String name, String media, long size) {}

    /** Refuses: no such file, or it hangs on something that is not the actor's to see. */
    public Download find(Actor actor, UUID file) {
        return tx.as(actor, () -> {
            var known = sql.find(file).orElseThrow(() -> Refusal.notFound(KIND));
            readable(actor, known);
            return new Download(
                    known.attachment().name(),
                    known.attachment().media(),
                    known.attachment().size());
        });
    }

    /** A file as the ledger has it, with the entry it stands at. */
    public record Kept(UUID id, UUID version, Attachment attachment, Instant writtenAt) {}

    /** The same of all files of an object, the newest first. */
    public List<Kept> keptOf(Actor actor, Subject subject) {
        return tx.as(actor, () -> {
            holdings.visible(actor, subject);
            return sql.keptOf(subject).stream()
                    .map(known -> new Kept(known.id(), known.entry(), known.attachment(), known.writtenAt()))
                    .toList();
        });
    }

    /** Everything about a file, for the office. Refuses: no such file, or not one the actor may see. */
    public Kept kept(Actor actor, UUID file) {
        return tx.as(actor, () -> {
            var known = sql.kept(file).orElseThrow(() -> Refusal.notFound(KIND));
            holdings.visible(
                    actor,
                    new Subject(
                            known.attachment().subjectType(), known.attachment().subjectId()));
            return new Kept(known.id(), known.entry(), known.attachment(), known.writtenAt());
        });
    }

    /** Writes the content, chunk by chunk. */
    public void write(Actor actor, UUID file, OutputStream out) {
        tx.read(actor, () -> {
            var known = sql.find(file).orElseThrow(() -> Refusal.notFound(KIND));
            readable(actor, known);
            sql.content(known.attachment().hash(), out);
            return true;
        });
    }

    private void readable(Actor actor, FileSql.Known known) {
        if (actor.side() == Side.OFFICE) {
            holdings.visible(
                    actor,
                    new Subject(
                            known.attachment().subjectType(), known.attachment().subjectId()));
        }
    }

    /** Takes a file away from its object. One's own, or any with the right to. */
    public void withdraw(Actor actor, UUID file, @Nullable String reason) {
        tx.as(actor, () -> {
            var known = sql.lock(file).orElseThrow(() -> Refusal.notFound(KIND));
            var subject = new Subject(
                    known.attachment().subjectType(), known.attachment().subjectId());
            var place =
                    owned(holdings.visible(actor, subject), known.attachment().author());
            var role = actor.role(KIND, Verb.WITHDRAW, place);
            var recorded = ledger.append(
                    actor,
                    Change.of(FILE, file, "withdrawn", role, known.attachment().withdrawnNow())
                            .ofPartner(known.partner())
                            .after(known.version())
                            .because(reason));
            sql.write(recorded, known.partner(), known.writtenAt());
        });
    }

    /** An object's place with the author of what hangs there as its owner. */
    static Place owned(Place place, @Nullable UUID author) {
        return new Place(
                false, place.partner(), place.region(), place.segment(), author == null ? Set.of() : Set.of(author));
    }

    /** The subject a file hangs on. */
    public Subject subject(Actor actor, UUID file) {
        return tx.as(
                actor,
                () -> sql.find(file)
                        .map(known -> new Subject(
                                known.attachment().subjectType(),
                                known.attachment().subjectId()))
                        .orElseThrow(() -> Refusal.notFound(KIND)));
    }

    /** Lets go of files whose day has come, and of content nothing hangs on any more. */
    public int expire(LocalDate today) {
        var actor = Purpose.HOUSEKEEPING.actor(KIND);
        return tx.as(actor, () -> {
            var due = sql.expired(today);
            for (var known : due) {
                var recorded = ledger.append(
                        actor,
                        Change.of(
                                        FILE,
                                        known.id(),
                                        "expired",
                                        "system",
                                        known.attachment().withdrawnNow())
                                .ofPartner(known.partner())
                                .after(known.version()));
                sql.write(recorded, known.partner(), known.writtenAt());
            }
            sql.dropUnused();
            return due.size();
        });
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
