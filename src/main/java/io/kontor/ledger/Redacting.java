package io.kontor.ledger;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.StringNode;

/**
 * Takes single free texts out for good: the key of the text is destroyed in every entry of its object that says the same, and
 * the object's row is written anew without it. The entries stay, and every proof too.
 */
@Component
public final class Redacting {
    public static final String KIND = "redaction";
    static final SubjectType<Redaction> REDACTION = SubjectType.of(KIND, Redaction.class, "done");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Ids ids;
    private final ObjectProvider<Rewriter> rewriters;

    Redacting(Tx tx, JdbcClient jdbc, Ledger ledger, Ids ids, ObjectProvider<Rewriter> rewriters) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.ids = ids;
        this.rewriters = rewriters;
    }

    /** A free text of an entry: where it stands and what it says. */
    public record Text(String pointer, String text) {}

    private record Kept(
            UUID id,
            Subject subject,
            @Nullable UUID partner,
            String state,
            @Nullable String reason,
            @Nullable String actorName,
            Keyring keys) {}

    private record Place(UUID entry, String pointer) {}

    private List<Kept> kept(String where, UUID id) {
        return jdbc.sql(
                        "select e.id, e.subject_type, e.subject_id, e.partner_id, e.state::text as state, e.reason::text as reason,"
                                + " e.actor_name::text as actor_name," + Keyring.columns("e", "")
                                + " from ledger.entry e where e.texts and " + where + " order by e.seq")
                .param("id", id)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        new Subject(row.getString("subject_type"), row.getObject("subject_id", UUID.class)),
                        row.getObject("partner_id", UUID.class),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("actor_name"),
                        Keyring.read(row, "id", "")))
                .list();
    }

    /** The free texts of an entry that can still be read. Refuses: not allowed. */
    public List<Text> texts(Actor actor, UUID entry) {
        actor.role(KIND, Verb.CREATE);
        return tx.as(actor, () -> {
            var found = new ArrayList<Text>();
            kept("e.id = :id", entry).forEach(kept -> each(kept, found::add));
            return found;
        });
    }

    private static void each(Kept kept, Consumer<Text> take) {
        for (var alone : List.of(MarkedTexts.REASON, MarkedTexts.ACTOR_NAME)) {
            var json = alone.equals(MarkedTexts.REASON) ? kept.reason() : kept.actorName();
            var text = MarkedTexts.open(json, alone, kept.keys());
            if (text != null && kept.keys().key(Mark.TEXT, alone).isPresent()) {
                take.accept(new Text(alone, text));
            }
        }
        var cipher = new TextCipher();
        MarkedTexts.replace(States.tree(kept.state()), found -> {
            if (found.mark() == Mark.TEXT
                    && kept.keys().key(Mark.TEXT, found.pointer()).isPresent()) {
                take.accept(new Text(found.pointer(), MarkedTexts.text(cipher, found, kept.keys())));
            }
            return StringNode.valueOf("");
        });
    }

    /**
     * Takes a text out: here, and wherever else the same object's entries say the same. Refuses: not allowed, no reason, no such
     * text or one that is gone already.
     */
    public void redact(Actor actor, UUID entry, String pointer, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CREATE);
        var why = Fields.required(reason, "reason", 500);
        tx.as(actor, () -> {
            var here = kept("e.id = :id", entry).stream().findFirst().orElseThrow(() -> Refusal.notFound("entry"));
            var said = new ArrayList<String>();
            each(here, text -> {
                if (text.pointer().equals(pointer)) {
                    said.add(text.text());
                }
            });
            if (said.isEmpty()) {
                throw Refusal.conflict("redacted-already");
            }
            var places = new ArrayList<Place>();
            for (var kept : kept("e.subject_id = :id", here.subject().id())) {
                each(kept, text -> {
                    if (text.text().equals(said.getFirst())) {
                        places.add(new Place(kept.id(), text.pointer()));
                    }
                });
            }
            destroy(places);
            var state = new Redaction(here.subject().type(), here.subject().id(), entry, pointer, places.size());
            ledger.append(
                    actor,
                    Change.of(REDACTION, ids.next(), "done", role, state)
                            .ofPartner(here.partner())
                            .because(why));
            if (places.stream().anyMatch(place -> place.pointer().startsWith(MarkedTexts.STATE))) {
                ledger.rewriter(here.subject().type())
                        .or(() -> rewriters.stream()
                                .filter(one -> one.type().equals(here.subject().type()))
                                .findFirst())
                        .ifPresent(rewriter ->
                                rewriter.rewrite(actor, here.subject().id(), role));
            }
        });
    }

    private void destroy(List<Place> places) {
        jdbc.sql("""
                delete from ledger.text_key k using unnest(:entry, :pointer) as r (entry, pointer)
                where k.entry_id = r.entry and k.pointer = r.pointer
                """)
                .params(Rows.of(places)
                        .uuid("entry", Place::entry)
                        .text("pointer", Place::pointer)
                        .params())
                .update();
    }
}
