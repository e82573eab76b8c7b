package io.kontor.partners;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The list of programmes. */
@Component
public final class ProgrammeListing implements Listing {
    @Override
    public String code() {
        return "programmes";
    }

    @Override
    public String createPath() {
        return "/programmes/new";
    }

    @Override
    public String icon() {
        return "award";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Programmes.KIND,
                "/programmes",
                "partners.programme g",
                "g.id",
                who -> who.may(Programmes.KIND, Verb.SEE) ? new SqlPart("not g.withdrawn", Map.of()) : SqlPart.FALSE,
                "g.search",
                "name",
                true,
                id -> "/programmes/" + id,
                List.of(
                        Column.text("name", "g.name").sorted("g.name_key", "bytea"),
                        Column.text("code", "g.code"),
                        Column.status(
                                "status",
                                "g.status",
                                "value.programme.status",
                                Programme.Status::tone,
                                (who, words) -> Option.of(words, "value.programme.status", Programme.Status.values())),
                        Column.number(
                                        "tiers",
                                        "(select count(*) from partners.tier t where t.programme_id = g.id)::numeric")
                                .filtered(null),
                        Column.number("members", """
                                        (select count(*) from partners.membership m where m.programme_id = g.id
                                            and not m.withdrawn and m.status = 'active')::numeric
                                        """).filtered(null),
                        Column.day("starts", "g.starts_on"),
                        Column.day("ends", "g.ends_on")));
    }
}
