package io.kontor.post;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Letters to somebody, and letters to others that name them: their words go, and what waits does not go out any more. */
@Component
class PostPersonalData implements PersonalData {
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PostSettings settings;

    PostPersonalData(Ledger ledger, JdbcClient jdbc, PostSettings settings) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private record Letter(UUID id, UUID person, String kind, String state, UUID version) {}

    private List<Letter> of(Somebody who) {
        return jdbc.sql("""
                select id, person_id as person, kind, state, entry_id as version from post.message
                where address <> :mark and (person_id = any(:people) or address = any(:addresses)
                    or subject ilike any (:patterns) or body ilike any (:patterns) or error ilike any (:patterns))
                order by id
                """)
                .param("mark", Erased.MARK)
                .param("people", Rows.uuids(who.ids()))
                .param("addresses", Rows.texts(who.addresses()))
                .param("patterns", Rows.texts(who.patterns()))
                .query((row, number) -> new Letter(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class)))
                .list();
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var count = of(who).size();
        return count == 0 ? List.of() : List.of(new Held("letters", count));
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        var letters = of(who);
        var recorded = ledger.append(
                actor,
                letters.stream()
                        .map(letter -> Change.of(
                                        Post.MESSAGE,
                                        letter.id(),
                                        "erased",
                                        role,
                                        new Message(letter.person(), letter.kind(), after(letter)))
                                .after(letter.version()))
                        .toList());
        jdbc.sql("""
                update post.message m set address = :mark, subject = :mark, body = '', link = null, error = null,
                    key = m.id::text, state = r.state, entry_id = r.entry
                from unnest(:id, :state, :entry) as r (id, state, entry) where m.id = r.id
                """)
                .param("mark", Erased.MARK)
                .params(Rows.of(recorded)
                        .uuid("id", one -> one.id())
                        .text("state", one -> one.state().state().name().toLowerCase(Locale.ROOT))
                        .uuid("entry", one -> one.entryId())
                        .params())
                .update();
        letters.forEach(letter -> delete(letter.id()));
    }

    private static Message.State after(Letter letter) {
        return letter.state().equals("sent") ? Message.State.SENT : Message.State.CANCELLED;
    }

    /** Where letters are laid down instead of sent, the copy goes, too. */
    private void delete(UUID letter) {
        var folder = settings.folder();
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve(letter + ".eml"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var letters = jdbc.sql("""
                select kind, address, subject, body, state, created_at, sent_at from post.message
                where person_id = any(:people) or address = any(:addresses) order by created_at, id
                """)
                .param("people", Rows.uuids(who.ids()))
                .param("addresses", Rows.texts(who.addresses()))
                .query()
                .listOfRows();
        if (!letters.isEmpty()) {
            parcel.json("letters", letters);
        }
    }
}
