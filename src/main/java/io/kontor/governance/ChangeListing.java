package io.kontor.governance;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.people.People;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The list of changes. */
@Component
public final class ChangeListing implements Listing {
    private final People people;
    private final DocumentListing documents;

    ChangeListing(People people, DocumentListing documents) {
        this.people = people;
        this.documents = documents;
    }

    @Override
    public String code() {
        return "changes";
    }

    @Override
    public String createPath() {
        return "/documents/new";
    }

    @Override
    public String icon() {
        return "edit";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Changes.KIND,
                "/changes",
                """
                governance.change c
                left join people.person_v a on a.id = c.author_id
                """,
                "c.id",
                who -> who.may(Changes.KIND, Verb.SEE) ? new SqlPart("true", Map.of()) : SqlPart.FALSE,
                "c.search",
                "-changed",
                true,
                id -> "/changes/" + id,
                List.of(
                        Column.text("title", "c.title").sorted("c.title_key", "bytea"),
                        Column.status(
                                "life",
                                "c.life",
                                "value.change.life",
                                Life::tone,
                                (who, words) -> Option.of(words, "value.change.life", Life.values())),
                        Column.choices(
                                "types",
                                "(select array_agg(distinct i.type) from governance.change_item i where i.change_id = c.id)",
                                DocumentListing.TYPE,
                                (who, words) -> documents.types(words)),
                        Column.reference(
                                "author",
                                "a.name",
                                "c.author_id",
                                id -> "/people/" + id,
                                (who, words) -> people.ofOffice(who).stream()
                                        .map(one -> new Option(one.id().toString(), one.name()))
                                        .toList()),
                        Column.day("effective", "c.effective_on")
                                .sorted("coalesce(c.effective_on, '-infinity')", "date"),
                        Column.moment("changed", "c.changed_at").sorted("c.changed_at", "timestamptz"),
                        Column.moment("opened", "c.opened_at")
                                .sorted("c.opened_at", "timestamptz")
                                .spare()));
    }
}
