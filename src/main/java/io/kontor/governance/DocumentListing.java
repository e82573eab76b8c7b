package io.kontor.governance;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.people.People;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The list of documents. */
@Component
public final class DocumentListing implements Listing {
    static final String TYPE = "value.document.type";

    private final Types types;
    private final People people;

    DocumentListing(Types types, People people) {
        this.types = types;
        this.people = people;
    }

    @Override
    public String code() {
        return "documents";
    }

    @Override
    public String createPath() {
        return "/documents/new";
    }

    @Override
    public String icon() {
        return "files";
    }

    /** What documents of a type are called; a type nobody gave a name to by its code. */
    static String name(Words words, String type) {
        var key = TYPE + "." + type;
        return Words.has(key) ? words.t(key) : type;
    }

    private static String scope(Words words, String code) {
        return DocumentScope.of(code).map(scope -> Sheets.scope(words, scope)).orElse(code);
    }

    /** The types there are, by their names. */
    public List<Option> types(Words words) {
        return types.all().stream()
                .map(type -> new Option(type.code(), name(words, type.code())))
                .toList();
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                Documents.KIND,
                "/documents",
                "governance.document d left join people.person_v o on o.id = d.owner_id",
                "d.id",
                who -> who.may(Documents.KIND, Verb.SEE) ? new SqlPart("true", Map.of()) : SqlPart.FALSE,
                null,
                "type",
                true,
                id -> "/documents/" + id,
                List.of(
                        Column.choice("type", "d.type", TYPE, (who, words) -> types(words))
                                .sorted("d.type", "text"),
                        Column.text("scope", "d.scope")
                                .said(DocumentListing::scope)
                                .sorted("d.scope", "text"),
                        Column.text("version", "'v' || d.major || '.' || d.minor"),
                        Column.day("effective", "d.effective_on")
                                .sorted("coalesce(d.effective_on, '-infinity')", "date"),
                        Column.reference(
                                "owner",
                                "o.name",
                                "d.owner_id",
                                id -> "/people/" + id,
                                (who, words) -> people.ofOffice(who).stream()
                                        .map(one -> new Option(one.id().toString(), one.name()))
                                        .toList()),
                        Column.text("tags", "array_to_string(d.tags, ', ')"),
                        Column.number("wishes", "d.wishes::numeric")));
    }
}
