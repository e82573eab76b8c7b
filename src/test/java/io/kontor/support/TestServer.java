package io.kontor.support;

import io.kontor.Kontor;
import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.database.Endpoint;
import io.kontor.database.Purpose;
import io.kontor.database.TestCluster;
import io.kontor.entrance.Credentials;
import io.kontor.entrance.PublicAddress;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.post.PostSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole office with its web server, on a database of its own. */
public final class TestServer implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";
    private static @Nullable TestServer shared;

    private final int port = freePort();
    private final Endpoint endpoint;
    private final ConfigurableApplicationContext context;

    private TestServer(Endpoint endpoint, Object... beans) {
        this.endpoint = endpoint;
        this.context = new SpringApplicationBuilder(Kontor.class)
                .web(WebApplicationType.SERVLET)
                .logStartupInfo(false)
                .properties(Map.of("server.port", port, "server.address", "127.0.0.1", "kontor.serving", "true"))
                .initializers(fresh -> {
                    fresh.getBeanFactory().registerSingleton("endpoint", endpoint);
                    fresh.getBeanFactory().registerSingleton("publicAddress", PublicAddress.of(url()));
                    fresh.getBeanFactory().registerSingleton("postSettings", PostSettings.waiting());
                    fresh.getBeanFactory().registerSingleton("officeSecret", TestOffice.SECRET);
                    for (var bean : beans) {
                        fresh.getBeanFactory().registerSingleton(bean.getClass().getName(), bean);
                    }
                })
                .run();
        bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        bean(Roles.class).ship();
    }

    /** An office nobody has set up. */
    public static TestServer empty() {
        return new TestServer(TestCluster.migrated());
    }

    /**
     * An office of one's own: set up, with an administrator.
     *
     * @param beans more of the house than it has itself
     */
    public static TestServer open(Object... beans) {
        var server = new TestServer(TestCluster.migrated(), beans);
        server.setUp();
        return server;
    }

    /** The office most browser tests share: set up, with an administrator. */
    public static synchronized TestServer shared() {
        if (shared == null) {
            shared = open();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (shared != null) {
                    shared.close();
                }
            }));
        }
        return shared;
    }

    private void setUp() {
        var company = bean(Company.class);
        var admin = administrator();
        company.change(
                admin,
                company.known(admin).version(),
                old -> new CompanyProfile(
                        "Nordlicht",
                        "EUR",
                        "Europe/Berlin",
                        1,
                        "en",
                        List.of("en", "de", "fr", "es"),
                        null,
                        null,
                        true),
                null);
        person("admin@example.com", "Ada Admin", "administrator", "partner-operations");
    }

    public Actor administrator() {
        return Access.local("tests", UUID.randomUUID());
    }

    /** A person of the office with these roles everywhere, who signs in with {@link #PASSWORD}. */
    public UUID person(String email, String name, String... roles) {
        var ids = bean(Ids.class);
        var assignments = java.util.Arrays.stream(roles)
                .map(role -> Assignment.everywhere(ids.next(), role, null))
                .toList();
        var id = bean(People.class)
                .create(
                        administrator(),
                        Person.ofOffice(name, email, "en", "Europe/Berlin").with(assignments),
                        null);
        password(id);
        return id;
    }

    /** A person of a partner with these roles. */
    public UUID partnerPerson(UUID firm, String email, String name, String... roles) {
        var ids = bean(Ids.class);
        var assignments = java.util.Arrays.stream(roles)
                .map(role -> Assignment.everywhere(ids.next(), role, null))
                .toList();
        var id = bean(People.class)
                .create(
                        administrator(),
                        Person.ofFirm(firm, name, email, "en", "Europe/Berlin").with(assignments),
                        null);
        password(id);
        return id;
    }

    private void password(UUID person) {
        var account = bean(Access.class).account(person).orElseThrow();
        bean(Credentials.class).setPassword(administrator(), account, PASSWORD);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public void settle() {
        bean(Ledger.class).settle();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
