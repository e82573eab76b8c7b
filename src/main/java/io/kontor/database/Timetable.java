package io.kontor.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.kontor.kernel.Side;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the jobs of a serving office. */
@Component
@ConditionalOnProperty("kontor.serving")
final class Timetable implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Timetable.class);
    private static final int THREADS = 2;

    private final DatabaseSettings.Pools pools;
    private final List<Job> jobs;
    private @Nullable Scheduler scheduler;

    Timetable(DatabaseSettings.Pools pools, List<Job> jobs) {
        this.pools = pools;
        this.jobs = jobs;
    }

    @Override
    public void start() {
        var tasks = jobs.stream().map(Timetable::task).toList();
        var pool = Objects.requireNonNull(pools.bySide().get(Side.OFFICE));
        var built = Scheduler.create(pool)
                .startTasks(tasks)
                .tableName("kontor.scheduled_task")
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .commitWhenAutocommitDisabled(true)
                .threads(THREADS)
                .pollingInterval(Duration.ofSeconds(5))
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
        built.start();
        scheduler = built;
    }

    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((instance, context) -> {
            try {
                job.work().run();
            } catch (RuntimeException e) {
                log.error("The job {} failed and is tried again in its next round.", job.name(), e);
            }
        });
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
