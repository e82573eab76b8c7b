package io.kontor.post;

import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Carries queued messages out: each at least once, tried again with growing pauses for about three days. The message's id is
 * its Message-ID, so that a second copy is recognised as one.
 */
@Component
final class Carrier {
    private static final Logger log = LoggerFactory.getLogger(Carrier.class);
    private static final int BATCH = 50;
    private static final int MOST_ATTEMPTS = 14;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PostSettings settings;
    private final Clock clock;

    Carrier(Tx tx, Ledger ledger, JdbcClient jdbc, PostSettings settings, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    private record Waiting(
            UUID id,
            UUID person,
            String kind,
            String address,
            String subject,
            String body,
            int attempts,
            UUID version) {}

    /**
     * One round.
     *
     * @return how many messages went
     */
    int carry() {
        if (!settings.leaves()) {
            return 0;
        }
        int gone = 0;
        for (var message : tx.ask(Purpose.HOUSEKEEPING, this::due)) {
            try {
                deliver(message);
                note(message, "sent", Message.State.SENT, null, clock.instant());
                gone++;
            } catch (MailException | MessagingException | IOException e) {
                log.warn("Message {} did not go: {}", message.id(), e.getMessage());
                failed(message, String.valueOf(e.getMessage()));
            }
        }
        return gone;
    }

    private List<Waiting> due() {
        return jdbc.sql("""
                select id, person_id, kind, address, subject, body, attempts, entry_id from post.message
                where state = 'queued' and next_try <= :now order by next_try limit :most
                """)
                .param("now", Rows.timestamp(clock.instant()))
                .param("most", BATCH)
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getString("kind"),
                        row.getString("address"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getObject("entry_id", UUID.class)))
                .list();
    }

    private void deliver(Waiting message) throws MessagingException, IOException {
        var sender = sender();
        var mime = sender.createMimeMessage();
        var helper = new MimeMessageHelper(mime, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from());
        helper.setTo(message.address());
        helper.setSubject(message.subject());
        helper.setText(message.body());
        helper.setSentDate(Date.from(clock.instant()));
        mime.saveChanges();
        mime.setHeader("Message-ID", "<" + message.id() + "@" + settings.from().split("@", 2)[1] + ">");
        mime.setHeader("Auto-Submitted", "auto-generated");
        if (settings.folder() == null) {
            sender.send(mime);
        } else {
            Files.createDirectories(settings.folder());
            try (OutputStream out = Files.newOutputStream(settings.folder().resolve(message.id() + ".eml"))) {
                mime.writeTo(out);
            }
        }
    }

    private JavaMailSenderImpl sender() {
        var sender = new JavaMailSenderImpl();
        var server = settings.server();
        if (server != null) {
            sender.setHost(server.getHost());
            sender.setPort(port(server));
            sender.setProtocol(server.getScheme());
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
            sender.setJavaMailProperties(properties(server));
        }
        return sender;
    }

    private static int port(URI server) {
        return server.getPort() > 0 ? server.getPort() : server.getScheme().equals("smtps") ? 465 : 587;
    }

    private Properties properties(URI server) {
        var properties = new Properties();
        var prefix = "mail." + server.getScheme() + ".";
        properties.put(prefix + "connectiontimeout", "10000");
        properties.put(prefix + "timeout", "20000");
        properties.put(prefix + "writetimeout", "20000");
        properties.put(prefix + "auth", Boolean.toString(settings.user() != null));
        properties.put(prefix + "starttls.enable", "true");
        // A password never travels over a line that is not encrypted.
        properties.put(prefix + "starttls.required", Boolean.toString(settings.user() != null));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        return properties;
    }

    private void failed(Waiting message, String error) {
        int attempts = message.attempts() + 1;
        if (attempts >= MOST_ATTEMPTS) {
            note(message, "failed", Message.State.FAILED, error, null);
            return;
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 12));
        var next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        tx.as(Purpose.HOUSEKEEPING.actor(), () -> {
            jdbc.sql("update post.message set attempts = :attempts, next_try = :next, error = :error where id = :id")
                    .param("attempts", attempts)
                    .param("next", Rows.timestamp(next))
                    .param("error", error)
                    .param("id", message.id())
                    .update();
        });
    }

    private void note(
            Waiting message, String verb, Message.State state, @Nullable String error, @Nullable Instant sentAt) {
        var actor = Purpose.HOUSEKEEPING.actor(Post.KIND);
        tx.as(actor, () -> {
            var recorded = ledger.append(
                    actor,
                    Change.of(
                                    Post.MESSAGE,
                                    message.id(),
                                    verb,
                                    "system",
                                    new Message(message.person(), message.kind(), state))
                            .after(message.version()));
            jdbc.sql("""
                    update post.message set state = :state, attempts = attempts + 1, sent_at = :sent, error = :error,
                        entry_id = :entry
                    where id = :id
                    """)
                    .param("state", state.name().toLowerCase(java.util.Locale.ROOT))
                    .param("sent", Rows.timestamp(sentAt))
                    .param("error", error)
                    .param("entry", recorded.entryId())
                    .param("id", message.id())
                    .update();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {
        @Bean
        Job mailRound(Carrier carrier) {
            return new Job("mail", Duration.ofSeconds(10), carrier::carry);
        }

        @Bean
        Job mailEmptying(Post post) {
            return new Job("mail-emptying", Duration.ofHours(12), post::empty);
        }
    }
}
