package io.kontor.audit;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.entrance.PublicAddress;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Seals;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import io.kontor.verify.Flaw;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries the newest checkpoint to places outside: a folder on the machine, a web address, people's mail once a day. What went
 * where is kept as the last success and the last failure of each place, without entries: each would make another checkpoint.
 */
@Component
public final class Outlets {
    /** Where to. */
    public enum Place {
        FILE,
        WEBHOOK,
        DIGEST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Outlets.class);

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Seals seals;
    private final Auditing auditing;
    private final CheckpointFiles files;
    private final OutsidePost outside;
    private final Post post;
    private final PublicAddress address;
    private final Company company;
    private final Clock clock;

    Outlets(
            Tx tx,
            JdbcClient jdbc,
            Seals seals,
            Auditing auditing,
            CheckpointFiles files,
            OutsidePost outside,
            Post post,
            PublicAddress address,
            Company company,
            Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.seals = seals;
        this.auditing = auditing;
        this.files = files;
        this.outside = outside;
        this.post = post;
        this.address = address;
        this.company = company;
        this.clock = clock;
    }

    /**
     * What went to a place.
     *
     * @param size how many entries the last checkpoint that arrived speaks of; 0 when none did
     * @param problem why the last try failed, or none
     */
    public record Sent(
            Place place,
            long size,
            Instant at,
            Instant triedAt,
            @Nullable String problem) {}

    public List<Sent> sent(Actor actor) {
        return tx.as(
                actor,
                () -> jdbc.sql("select place, size, sent_at, tried_at, problem from audit.sent order by place")
                        .query((row, number) -> new Sent(
                                Place.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                                row.getLong(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4).toInstant(),
                                row.getString(5)))
                        .list());
    }

    /** The folder checkpoints are put into, as the machine's owner named it; empty when none is named. */
    public String folder() {
        return files.folder().map(Object::toString).orElse("");
    }

    /** Takes the newest checkpoint to wherever it has not arrived yet. */
    void round() {
        var house = Purpose.HOUSEKEEPING.actor();
        var note = seals.checkpoint().orElse(null);
        if (note == null) {
            return;
        }
        var size = size(note);
        var rules = auditing.rules(house);
        files.folder().ifPresent(folder -> deliver(house, Place.FILE, size, () -> files.put(folder, size, note)));
        if (rules.webhook() != null) {
            var to = URI.create(rules.webhook());
            deliver(house, Place.WEBHOOK, size, () -> outside.send(to, note));
        }
        if (!rules.digest().isEmpty() && !today(house, Place.DIGEST)) {
            deliver(house, Place.DIGEST, size, () -> letters(house, rules.digest(), size, note));
        }
    }

    private static long size(String note) {
        try {
            return CheckpointFiles.size(note);
        } catch (Flaw flaw) {
            throw new IllegalStateException("our own checkpoint cannot be read", flaw);
        }
    }

    private boolean today(Actor house, Place place) {
        var zone = company.profile(house).zoneId();
        return sent(house).stream()
                .anyMatch(one -> one.place() == place
                        && one.problem() == null
                        && one.at()
                                .atZone(zone)
                                .toLocalDate()
                                .equals(clock.instant().atZone(zone).toLocalDate()));
    }

    private void letters(Actor house, List<UUID> readers, long size, String note) {
        var day = clock.instant().atZone(company.profile(house).zoneId()).toLocalDate();
        for (var reader : readers) {
            post.send(
                    house,
                    new Letter(
                            reader,
                            "checkpoint",
                            Map.of("size", size, "note", note),
                            address.link("/audit"),
                            "checkpoint/" + reader + "/" + day));
        }
    }

    /** A way to a place. */
    private interface Way {
        void go() throws IOException;
    }

    private void deliver(Actor house, Place place, long size, Way way) {
        var before = sent(house).stream().filter(one -> one.place() == place).findFirst();
        if (before.filter(one -> one.size() >= size && one.problem() == null).isPresent()) {
            return;
        }
        String problem = null;
        try {
            way.go();
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
            if (before.filter(one -> one.problem() != null).isEmpty()) {
                log.warn("The checkpoint of {} entries did not reach the {}: {}", size, place.code(), problem);
            }
        }
        var why = problem;
        tx.as(house, () -> keep(place, size, why));
    }

    private void keep(Place place, long size, @Nullable String problem) {
        jdbc.sql("""
                insert into audit.sent (place, size, sent_at, tried_at, problem)
                values (:place, case when :problem::text is null then :size else 0 end, :now, :now, :problem)
                on conflict (place) do update set
                    size = case when excluded.problem is null then excluded.size else audit.sent.size end,
                    sent_at = case when excluded.problem is null then excluded.sent_at else audit.sent.sent_at end,
                    tried_at = excluded.tried_at, problem = excluded.problem
                """)
                .param("place", place.code())
                .param("size", size)
                .param("problem", problem)
                .param("now", Rows.timestamp(clock.instant()))
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {
        @Bean
        Job auditOutlets(Outlets outlets) {
            return new Job("audit-outlets", Duration.ofMinutes(5), outlets::round);
        }
    }
}
