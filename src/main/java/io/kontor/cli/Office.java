package io.kontor.cli;

import io.kontor.Kontor;
import io.kontor.company.Company;
import io.kontor.database.Migrations;
import io.kontor.database.OpenDatabase;
import io.kontor.database.Purpose;
import io.kontor.entrance.PublicAddress;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.people.Roles;
import io.kontor.post.PostSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The house, started on a database: with its web server for {@code serve}, without for a command. */
final class Office implements AutoCloseable {
    private final OpenDatabase database;
    private final ConfigurableApplicationContext context;

    private Office(OpenDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** For one command; beans are made when asked for. */
    static Office forCommand(OpenDatabase database, Object... beans) {
        return open(database, false, Map.of(), beans);
    }

    static Office serving(OpenDatabase database, Map<String, Object> properties, Object... beans) {
        return open(database, true, properties, beans);
    }

    private static Office open(OpenDatabase database, boolean serving, Map<String, Object> more, Object... beans) {
        if (database.data().isPresent()) {
            new Migrations(database.endpoint()).run();
        }
        var properties = new HashMap<>(more);
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.main.register-shutdown-hook", "false");
        if (serving) {
            properties.put("kontor.serving", "true");
        } else if (database.started()) {
            properties.put("kontor.alone", "true");
        }
        var builder = new SpringApplicationBuilder(Kontor.class)
                .web(serving ? WebApplicationType.SERVLET : WebApplicationType.NONE)
                .lazyInitialization(!serving)
                .logStartupInfo(false)
                .properties(properties)
                .initializers(fresh -> {
                    var factory = fresh.getBeanFactory();
                    factory.registerSingleton("endpoint", database.endpoint());
                    database.data().ifPresent(data -> factory.registerSingleton("dataDirectory", data));
                    var given = new java.util.ArrayList<>(java.util.List.of(beans));
                    if (given.stream().noneMatch(PublicAddress.class::isInstance)) {
                        given.add(PublicAddress.of("http://localhost:8080"));
                    }
                    if (given.stream().noneMatch(PostSettings.class::isInstance)) {
                        given.add(PostSettings.waiting());
                    }
                    for (var bean : given) {
                        factory.registerSingleton(bean.getClass().getName(), bean);
                    }
                });
        var office = new Office(database, builder.run());
        office.found();
        return office;
    }

    /** What every office has from its first moment: the company as it is before it was told anything, and the roles. */
    private void found() {
        bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        bean(Roles.class).ship();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    OpenDatabase database() {
        return database;
    }

    /** The local administrator, named after the operating system's user; everything one command does belongs together. */
    static Actor administrator() {
        return Access.local(System.getProperty("user.name", "unknown"), UUID.randomUUID());
    }

    /** Everything committed so far is sealed and taken by every subscription; for commands that read what those write. */
    void settle() {
        bean(Ledger.class).settle();
    }

    /** Everything committed so far is sealed; for commands that read the ledger alone. */
    void seal() {
        bean(Ledger.class).seal();
    }

    /** What a command wrote is sealed and taken by every subscription before it exits. */
    @Override
    public void close() {
        try {
            bean(Ledger.class).settle();
        } finally {
            context.close();
        }
    }

    /** For a server, whose sealer and subscriptions stop by themselves. */
    void stop() {
        context.close();
    }
}
