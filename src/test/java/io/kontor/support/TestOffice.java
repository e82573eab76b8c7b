package io.kontor.support;

import io.kontor.Kontor;
import io.kontor.database.DatabaseRole;
import io.kontor.database.Endpoint;
import io.kontor.database.OfficeSecret;
import io.kontor.database.TestCluster;
import io.kontor.database.Tx;
import io.kontor.entrance.PublicAddress;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Ledger;
import io.kontor.post.PostSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An office on a database of its own, without a web server, with a clock the test moves. */
public final class TestOffice implements AutoCloseable {
    /** What every office of the tests knows beside its database, unless it is given another. */
    public static final OfficeSecret SECRET =
            OfficeSecret.of(Base64.getEncoder().encodeToString(new byte[32]));

    private final Endpoint endpoint;
    private final TestClock clock = new TestClock();
    private final ConfigurableApplicationContext context;

    private TestOffice(Endpoint endpoint, Object... beans) {
        this(endpoint, null, beans);
    }

    private TestOffice(Endpoint endpoint, @Nullable Clock other, Object... beans) {
        this.endpoint = endpoint;
        this.context = new SpringApplicationBuilder(Kontor.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .logStartupInfo(false)
                .properties(Map.of("spring.main.banner-mode", "off"))
                .initializers(fresh -> {
                    fresh.getBeanFactory().registerSingleton("endpoint", endpoint);
                    fresh.getBeanFactory().registerSingleton("clock", other == null ? clock : other);
                    fresh.getBeanFactory()
                            .registerSingleton("publicAddress", PublicAddress.of("http://localhost:8080"));
                    fresh.getBeanFactory().registerSingleton("postSettings", PostSettings.waiting());
                    if (Arrays.stream(beans).noneMatch(OfficeSecret.class::isInstance)) {
                        fresh.getBeanFactory().registerSingleton("officeSecret", SECRET);
                    }
                    for (var bean : beans) {
                        fresh.getBeanFactory().registerSingleton(bean.getClass().getName() + bean.hashCode(), bean);
                    }
                })
                .run();
    }

    /** @param beans more of the house than it has itself, e.g. a listening subscription of the test */
    public static TestOffice open(Object... beans) {
        return new TestOffice(TestCluster.migrated(), beans);
    }

    /** An office under another clock than the test's. */
    public static TestOffice under(Clock clock, Object... beans) {
        return new TestOffice(TestCluster.migrated(), clock, beans);
    }

    /** An office on a database that is there already. */
    public static TestOffice on(Endpoint endpoint, Object... beans) {
        return new TestOffice(endpoint, beans);
    }

    /** A second node of the same office. */
    public TestOffice another(Object... beans) {
        return new TestOffice(endpoint, beans);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All of them. */
    public <T> java.util.Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public TestClock clock() {
        return clock;
    }

    public Clock anyClock() {
        return clock;
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public <T extends @Nullable Object> T as(Actor actor, Supplier<T> work) {
        return bean(Tx.class).as(actor, work);
    }

    public void run(Actor actor, Runnable work) {
        bean(Tx.class).as(actor, work);
    }

    /** Every entry gets its position and every subscription takes it. */
    public void settle() {
        bean(Ledger.class).settle();
    }

    /** The rows of one column, as text. */
    public List<String> column(String sql) {
        var values = new ArrayList<String>();
        run(
                TestActors.operations(),
                () -> values.addAll(jdbc().sql(sql)
                        .query((row, number) -> String.valueOf(row.getString(1)))
                        .list()));
        return values;
    }

    /** Does what nobody who serves may: as somebody with the database's own password. */
    public void owner(String sql) {
        try (var connection = endpoint.open(DatabaseRole.OWNER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same on a table of the ledger that refuses changes even then, until its owner tells it not to. */
    public void tamper(String table, String sql) {
        owner("alter table " + table + " disable trigger user; " + sql + "; alter table " + table
                + " enable trigger user");
    }

    /** Why entries were made, in their order; their texts are kept closed. */
    public List<String> reasons(String where) {
        var ledger = bean(Ledger.class);
        var actor = TestActors.operations();
        return as(
                actor,
                () -> column("select id from ledger.entry where " + where + " order by seq").stream()
                        .map(id -> ledger.entry(actor, UUID.fromString(id))
                                .orElseThrow()
                                .reason())
                        .map(String::valueOf)
                        .toList());
    }

    @Override
    public void close() {
        context.close();
    }
}
