package io.kontor.home;

import io.kontor.company.Company;
import io.kontor.database.DailyBackups;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Says when the newest backup is older than two days. */
@Component
final class BackupAttention implements Attention {
    /** The first minutes after a start belong to those who wait for it. */
    private static final Duration SETTLING_IN = Duration.ofMinutes(10);

    private final Optional<DailyBackups> backups;
    private final Company company;

    BackupAttention(ObjectProvider<DailyBackups> backups, Company company) {
        this.backups = Optional.ofNullable(backups.getIfAvailable());
        this.company = company;
    }

    @Override
    public String code() {
        return "backup-late";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public String icon() {
        return "database";
    }

    @Override
    public boolean outside() {
        return true;
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        if (!actor.may("backup", Verb.CREATE)) {
            return Open.NOTHING;
        }
        return backups.flatMap(DailyBackups::late)
                .map(late -> Open.of(1, "", List.of(item(late))))
                .orElse(Open.NOTHING);
    }

    private static Item item(DailyBackups.Late late) {
        return new Item(
                new UUID(0, 0),
                "",
                "",
                late.newest()
                        .map(at -> Map.<String, Object>of("none", "no", "at", at))
                        .orElse(Map.of("none", "yes", "at", "")),
                Urgency.LATE,
                Action.send("/backups"));
    }

    /** Writes today's. Refuses: the database is somebody else's to keep; not allowed. */
    void now(Actor actor) {
        actor.role("backup", Verb.CREATE);
        backups.ifPresent(daily -> daily.run(company.profile(actor).zoneId()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {
        @Bean
        Job dailyBackup(ObjectProvider<DailyBackups> backups, Company company) {
            return new Job("daily-backup", Duration.ofMinutes(20), () -> {
                var daily = backups.getIfAvailable();
                if (daily != null && ManagementFactory.getRuntimeMXBean().getUptime() > SETTLING_IN.toMillis()) {
                    daily.run(company.profile(Purpose.SETTINGS.actor()).zoneId());
                }
            });
        }
    }
}
