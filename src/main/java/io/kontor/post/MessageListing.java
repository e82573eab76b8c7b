package io.kontor.post;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.ui.Option;
import java.util.List;
import org.springframework.stereotype.Component;

/** All messages, newest first. */
@Component
public final class MessageListing implements Listing {
    @Override
    public String code() {
        return "messages";
    }

    @Override
    public String icon() {
        return "mail";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Post.KIND,
                "/messages",
                "post.message m join people.person_v p on p.id = m.person_id",
                "m.id",
                who -> who.may(Post.KIND, Verb.SEE) ? SqlPart.TRUE : SqlPart.FALSE,
                null,
                "-created",
                false,
                id -> "/messages/" + id,
                List.of(
                        Column.text("subject", "m.subject"),
                        Column.reference(
                                        "person", "p.name", "p.id", id -> "/people/" + id, (viewer, words) -> List.of())
                                .filtered(null),
                        Column.status(
                                "state",
                                "m.state",
                                "messages.state",
                                MessageListing::tone,
                                (viewer, words) -> Option.of(words, "messages.state", Message.State.values())),
                        Column.moment("created", "m.created_at").sorted("m.created_at", "timestamptz"),
                        Column.moment("sent", "m.sent_at"),
                        Column.number("attempts", "m.attempts::numeric").spare()));
    }

    static String tone(String state) {
        return switch (state) {
            case "sent" -> "status-good";
            case "failed" -> "status-bad";
            case "queued" -> "status-info";
            default -> "";
        };
    }
}
