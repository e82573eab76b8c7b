package io.kontor.post;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.people.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queues letters, in the reader's language, in the transaction of what they are about. */
@Component
public final class Post {
    public static final String KIND = "message";
    static final SubjectType<Message> MESSAGE = SubjectType.of(
            KIND, Message.class, "queued", "sent", "failed", "retried", "cancelled", "emptied", "erased");

    private static final Duration KEPT = Duration.ofDays(90);

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Access access;
    private final Company company;
    private final Ids ids;
    private final Clock clock;

    Post(Tx tx, Ledger ledger, JdbcClient jdbc, Access access, Company company, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.access = access;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Queues a letter, unless one with its key was queued before, or its reader has no address. Imported and sample history
     * sends nothing.
     */
    public void send(Actor actor, Letter letter) {
        if (actor.origin().history()) {
            return;
        }
        tx.as(
                Purpose.HOUSEKEEPING.actor(),
                () -> access.account(letter.to()).ifPresent(account -> {
                    if (account.email() != null) {
                        queue(actor, letter, account, account.email());
                    }
                }));
    }

    private void queue(Actor actor, Letter letter, Access.Account account, String address) {
        var words = new Words(Language.of(account.language()).orElse(Language.EN), ZoneId.of(account.zone()));
        var arguments = new HashMap<>(letter.arguments());
        arguments.put("name", account.name());
        arguments.put("house", company.profile(Purpose.SETTINGS.actor()).name());
        arguments.put("link", letter.link() == null ? "" : letter.link());
        var id = ids.next();
        var now = clock.instant();
        var taken = jdbc.sql("select 1 from post.message where key = :key")
                .param("key", letter.key())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (taken) {
            return;
        }
        var state = new Message(account.person(), letter.kind(), Message.State.QUEUED);
        var recorded = ledger.append(
                actor, Change.of(MESSAGE, id, "queued", "system", state).ofPartner(account.firm()));
        jdbc.sql("""
                insert into post.message (
                    id, person_id, address, language, kind, subject, body, link, key, state, attempts, next_try, created_at,
                    entry_id
                )
                values (
                    :id, :person, :address, :language, :kind, :subject, :body, :link, :key, 'queued', 0, :now, :now, :entry
                )
                """)
                .param("id", id)
                .param("person", account.person())
                .param("address", address)
                .param("language", account.language())
                .param("kind", letter.kind())
                .param("subject", words.filled("mail." + letter.kind() + ".subject", arguments))
                .param("body", words.filled("mail." + letter.kind() + ".body", arguments))
                .param("link", letter.link())
                .param("key", letter.key())
                .param("now", Rows.timestamp(now))
                .param("entry", recorded.entryId())
                .update();
    }

    /** A message as its page shows it. */
    public record Shown(
            UUID id,
            UUID person,
            String kind,
            String address,
            String subject,
            String body,
            @Nullable String link,
            String state,
            int attempts,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable String error) {}

    public Optional<Shown> find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                select id, person_id, kind, address, subject, body, link, state, attempts, created_at, sent_at, error
                from post.message where id = :id
                """)
                        .param("id", id)
                        .query((row, number) -> new Shown(
                                row.getObject("id", UUID.class),
                                row.getObject("person_id", UUID.class),
                                row.getString("kind"),
                                row.getString("address"),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getString("link"),
                                row.getString("state"),
                                row.getInt("attempts"),
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("sent_at") == null
                                        ? null
                                        : row.getTimestamp("sent_at").toInstant(),
                                row.getString("error")))
                        .optional());
    }

    /** Puts a message that failed, or waits long, at the head of the queue again. Refuses: it went already. */
    public void retry(Actor actor, UUID id) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> change(actor, id, role, "retried", Message.State.QUEUED));
    }

    /** Takes a message out of the queue. Refuses: it went already. */
    public void cancel(Actor actor, UUID id) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> change(actor, id, role, "cancelled", Message.State.CANCELLED));
    }

    private record Row(UUID person, String kind, UUID version) {}

    private void change(Actor actor, UUID id, String role, String verb, Message.State state) {
        var row = jdbc.sql("""
                select person_id, kind, entry_id from post.message
                where id = :id and state in ('queued', 'failed') for update
                """)
                .param("id", id)
                .query((found, number) ->
                        new Row(found.getObject(1, UUID.class), found.getString(2), found.getObject(3, UUID.class)))
                .optional()
                .orElseThrow(() -> Refusal.conflict("message-gone"));
        var recorded = ledger.append(
                actor,
                Change.of(MESSAGE, id, verb, role, new Message(row.person(), row.kind(), state))
                        .after(row.version()));
        jdbc.sql("""
                update post.message set state = :state, attempts = 0, next_try = :now, error = null, entry_id = :entry
                where id = :id
                """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("now", Rows.timestamp(clock.instant()))
                .param("entry", recorded.entryId())
                .param("id", id)
                .update();
    }

    private record Old(UUID id, UUID person, String kind, String state, UUID version) {}

    /**
     * Lets go of the words of letters that went, or were cancelled, long ago: they may hold what is nobody's business any more.
     * That a letter went stays.
     *
     * @return how many were emptied
     */
    public int empty() {
        var actor = Purpose.HOUSEKEEPING.actor(KIND);
        return tx.as(actor, () -> {
            var old = jdbc.sql("""
                    select id, person_id, kind, state, entry_id from post.message
                    where state in ('sent', 'cancelled') and created_at < :before and body <> '' order by id limit 1000 for update
                    """)
                    .param("before", Rows.timestamp(clock.instant().minus(KEPT)))
                    .query((row, number) -> new Old(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, UUID.class)))
                    .list();
            var recorded = ledger.append(
                    actor,
                    old.stream()
                            .map(one -> Change.of(
                                            MESSAGE,
                                            one.id(),
                                            "emptied",
                                            "system",
                                            new Message(
                                                    one.person(),
                                                    one.kind(),
                                                    Message.State.valueOf(
                                                            one.state().toUpperCase(Locale.ROOT))))
                                    .after(one.version()))
                            .toList());
            jdbc.sql("""
                    update post.message m set body = '', link = null, entry_id = r.entry
                    from unnest(:id, :entry) as r (id, entry) where m.id = r.id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
            return old.size();
        });
    }
}
