package io.kontor.partners;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What the book of partners checks and writes. */
@Component
class PartnerShelf implements Book.Shelf<Partner> {
    private final PartnerSql sql;
    private final PartnerFamily family;
    private final Company company;
    private final CustomFields fields;
    private final Clock clock;

    PartnerShelf(PartnerSql sql, PartnerFamily family, Company company, CustomFields fields, Clock clock) {
        this.sql = sql;
        this.family = family;
        this.company = company;
        this.fields = fields;
        this.clock = clock;
    }

    /** Today, where the company is. */
    LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    @Override
    public Map<UUID, UUID> versions(Collection<UUID> partners, boolean lock) {
        return sql.versions(partners, lock);
    }

    @Override
    public void write(List<Recorded<Partner>> recorded) {
        var system = Purpose.SETTINGS.actor();
        sql.write(recorded, fields.of(system, Partners.KIND), today(system));
    }

    @Override
    public Place place(Actor actor, UUID id, Partner partner) {
        var day = today(actor);
        return Place.of(
                id,
                partner.region(day).orElse(null),
                partner.segment(day).orElse(null),
                partner.manager(day).orElse(null));
    }

    @Override
    public UUID partner(UUID id, Partner partner) {
        return id;
    }

    @Override
    public void check(Actor actor, UUID id, Partner partner) {
        if (partner.foldedInto() != null) {
            throw Refusal.conflict("merge-folded", "name", partner.name());
        }
        CustomFields.checked(fields.of(actor, Partners.KIND), partner.custom());
        for (var parent : partner.parents()) {
            if (parent.value().equals(id)) {
                throw Refusal.invalid("parent-of-itself").at("parent");
            }
        }
        if (!partner.parents().isEmpty() && family.circle(id, partner.parents())) {
            throw Refusal.invalid("parent-circle").at("parent");
        }
        family.missing(partner).ifPresent(field -> {
            throw Refusal.invalid("reference-unknown").at(field);
        });
    }

    /** Does what may find that another firm has an external id already, and then says so. */
    static <T> T guarded(Supplier<T> work) {
        return ExternalIds.unlessTaken("external-id-taken", work);
    }
}
