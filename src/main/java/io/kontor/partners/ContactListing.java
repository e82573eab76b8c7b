package io.kontor.partners;

import io.kontor.fields.CustomFields;
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

/** The list of people at partners. */
@Component
public final class ContactListing implements Listing {
    private final CustomFields fields;

    ContactListing(CustomFields fields) {
        this.fields = fields;
    }

    @Override
    public String code() {
        return "contacts";
    }

    @Override
    public String icon() {
        return "address-book";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                        code(),
                        Contacts.KIND,
                        "/contacts",
                        "partners.contact c join partners.partner p on p.id = c.partner_id",
                        "c.id",
                        who -> PartnerFinder.REACH
                                .of(who.rights().over(Contacts.KIND, Verb.SEE), "see")
                                .and(new SqlPart("not c.withdrawn and not p.withdrawn", Map.of())),
                        "c.search",
                        "name",
                        true,
                        id -> "/contacts/" + id,
                        List.of(
                                Column.text("name", "c.name").sorted("c.name_key", "bytea"),
                                Column.reference(
                                                "partner",
                                                "p.name",
                                                "p.id",
                                                id -> "/partners/" + id,
                                                (who, words) -> List.of())
                                        .sorted("p.name_key", "bytea")
                                        .filtered(null),
                                Column.choices(
                                        "role",
                                        "c.roles",
                                        "value.contact.roles",
                                        (who, words) -> Option.of(words, "value.contact.roles", ContactRole.values())),
                                Column.text("email", "c.email"),
                                Column.text("phone", "c.phone"),
                                Column.text("title", "c.title").spare(),
                                Column.truth("account", "(c.person_id is not null)")
                                        .spare()))
                .with(fields.columns(actor, "contact", "c"));
    }
}
