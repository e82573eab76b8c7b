package io.kontor.audit;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineQuery;
import io.kontor.rules.Receipts;
import io.kontor.timeline.Line;
import io.kontor.timeline.Timelines;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reports from the ledger: of an object, of what a person did, of some days, of what a version of rules decided. Each is itself an entry that says what it was for
 * and, by a digest, which entries it tells of.
 */
@Component
public final class AuditReports {
    public static final String KIND = "report";

    /** A report is to be read by people. */
    public static final int MOST = 2_000;

    private static final int PAGE = 250;
    private static final String PARTNER = "partner";

    private final Tx tx;
    private final LogSql log;
    private final Ledger ledger;
    private final Timelines timelines;
    private final Company company;
    private final Receipts receipts;
    private final KeptReports kept;

    AuditReports(
            Tx tx,
            Ledger ledger,
            LogSql log,
            Timelines timelines,
            Company company,
            Receipts receipts,
            KeptReports kept) {
        this.tx = tx;
        this.log = log;
        this.ledger = ledger;
        this.timelines = timelines;
        this.company = company;
        this.receipts = receipts;
        this.kept = kept;
    }

    /** A report that was made, and the entry it is. */
    public record Made(UUID id, UUID entry, Instant at, AuditReport report) {}

    public Made find(Actor actor, UUID id) {
        return kept.find(actor, id);
    }

    /** The newest first. */
    public List<Made> newest(Actor actor, int most) {
        return kept.newest(actor, most);
    }

    /**
     * Makes one, as of what is sealed and signed now. Refuses: more entries than people read; a period the wrong way round; who may
     * not read the whole ledger.
     */
    public UUID make(Actor actor, Words words, AuditReport asked) {
        readsAll(actor);
        return tx.as(actor, () -> {
            var size = log.checkpoint(Long.MAX_VALUE)
                    .map(LogSql.KeptCheckpoint::size)
                    .orElseGet(() -> ledger.size().sealed());
            var lines = lines(actor, words, asked.telling(size, 0, null));
            return kept.create(actor, asked.telling(size, lines.size(), digest(hashes(lines), lines)));
        });
    }

    private static void readsAll(Actor actor) {
        actor.role("entry", Verb.SEE);
        if (!actor.rights().over("entry", Verb.SEE).all()) {
            throw Refusal.forbidden("entry", Verb.SEE);
        }
    }

    /** The hash of each line's leaf; lines without one are left out. */
    private Map<Long, byte[]> hashes(List<Line> lines) {
        return log.hashes(
                lines.stream().map(Line::position).filter(Objects::nonNull).toList());
    }

    private static @Nullable String digest(Map<Long, byte[]> hashes, List<Line> lines) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var line : lines) {
                var hash = line.position() == null ? null : hashes.get(line.position());
                if (hash == null) {
                    return null;
                }
                sha.update(hash);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** One entry of a report, and the hash of its leaf. */
    public record Told(Line line, @Nullable String hash) {}

    /**
     * What a report tells, in the words' language.
     *
     * @param position of the report's own entry, or none while it is not sealed
     * @param checkpoint the signed statement its entries stand under, or none when nothing was signed then
     */
    public record Sheet(
            Made made,
            @Nullable Long position,
            List<Told> told,
            @Nullable String checkpoint,
            @Nullable Instant signedAt) {}

    public Sheet sheet(Actor actor, Words words, UUID id) {
        readsAll(actor);
        return tx.read(actor, () -> {
            var made = find(actor, id);
            var lines = lines(actor, words, made.report());
            var hashes = hashes(lines);
            var checkpoint = log.checkpoint(made.report().size()).orElse(null);
            return new Sheet(
                    made,
                    ledger.entry(actor, made.entry())
                            .map(entry -> entry.position())
                            .orElse(null),
                    lines.stream().map(line -> told(line, hashes)).toList(),
                    checkpoint == null ? null : checkpoint.note(),
                    checkpoint == null ? null : checkpoint.madeAt());
        });
    }

    private static Told told(Line line, Map<Long, byte[]> hashes) {
        var hash = line.position() == null ? null : hashes.get(line.position());
        return new Told(line, hash == null ? null : HexFormat.of().formatHex(hash));
    }

    /** What was sealed by then, the first entry first. */
    private List<Line> lines(Actor actor, Words words, AuditReport report) {
        var query = query(actor, report);
        var lines = new ArrayList<Line>();
        Long below = null;
        do {
            var page = timelines.read(actor, words, query.below(below));
            page.lines().stream()
                    .filter(line -> line.position() != null && line.position() < report.size())
                    .forEach(lines::add);
            if (lines.size() > MOST) {
                throw Refusal.invalid("report-too-long", "most", MOST).at("from");
            }
            below = page.next();
        } while (below != null);
        lines.sort(java.util.Comparator.comparingLong(line -> Objects.requireNonNullElse(line.position(), 0L)));
        return lines;
    }

    private TimelineQuery query(Actor actor, AuditReport report) {
        var profile = company.profile(actor);
        var from = report.from() == null
                ? null
                : report.from().atStartOfDay(profile.zoneId()).toInstant();
        var to = report.last() == null
                ? null
                : report.last().plusDays(1).atStartOfDay(profile.zoneId()).toInstant();
        var query = TimelineQuery.newest(PAGE).filtered(report.person(), Set.of(), null, from, to);
        var rule = report.rule();
        if (rule != null) {
            query = query.only(Set.copyOf(decided(actor, rule, String.valueOf(report.ruleVersion()))));
        }
        var subject = report.subject();
        if (subject == null) {
            return query;
        }
        return subject.type().equals(PARTNER) ? query.ofPartner(subject.id()) : query.of(subject);
    }

    /** Refuses: more decisions than people read. */
    private List<UUID> decided(Actor actor, UUID rule, String version) {
        var parts = version.split("\\.", 2);
        var entries = receipts.entries(actor, rule, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), MOST + 1);
        if (entries.size() > MOST) {
            throw Refusal.invalid("report-too-long", "most", MOST).at("rule");
        }
        return entries;
    }
}
