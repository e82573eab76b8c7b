package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListSpec;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerListing;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Partners, with their histories by day. */
@RestController
@Tag(name = "partners")
@RequestMapping("/api/v1/partners")
class PartnerApi extends ResourceApi<Partner, PartnerBody> {
    private final Partners partners;
    private final PartnerListing listing;

    PartnerApi(Tools tools, Partners partners, PartnerListing listing) {
        super(tools, "partner", "/api/v1/partners", PartnerBody.class);
        this.partners = partners;
        this.listing = listing;
    }

    @GetMapping
    @Needs(kind = "partner")
    ResponseEntity<byte[]> list(Call call) {
        return listed(call);
    }

    @GetMapping("/{id}")
    @Needs(kind = "partner")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        return shown(call, id);
    }

    @PostMapping
    @Needs(kind = "partner", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        return created(call);
    }

    @PatchMapping("/{id}")
    @Needs(kind = "partner", verb = Verb.CHANGE)
    ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        return changed(call, id);
    }

    @DeleteMapping("/{id}")
    @Needs(kind = "partner", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        return withdrawn(call, id);
    }

    @Override
    ListSpec spec(Actor actor) {
        return listing.spec(actor);
    }

    @Override
    Book.Known<Partner> find(Actor actor, UUID id) {
        return partners.find(actor, id);
    }

    @Override
    Map<UUID, Book.Known<Partner>> findAll(Actor actor, Collection<UUID> ids) {
        return partners.findAll(actor, ids);
    }

    @Override
    PartnerBody body(Call call, Book.Known<Partner> known) {
        var partner = known.state();
        return new PartnerBody(
                known.id(),
                known.version(),
                partner.name(),
                partner.status(),
                partner.country(),
                partner.subdivision(),
                partner.city(),
                partner.sourceChannel(),
                partner.types(),
                partner.segments(),
                partner.regions(),
                partner.managers(),
                partner.parents(),
                partner.suppliers(),
                partner.externalIds(),
                partner.domains(),
                custom(call).shown(partner.custom()),
                partner.withdrawn());
    }

    @Override
    Partner state(Call call, PartnerBody body, @Nullable Partner old) {
        var status = body.status();
        return new Partner(
                body.name(),
                status != null ? status : old != null ? old.status() : PartnerStatus.PROSPECT,
                body.country(),
                body.subdivision(),
                body.city(),
                body.sourceChannel(),
                body.types(),
                body.segments(),
                body.regions(),
                body.managers(),
                body.parents(),
                body.suppliers(),
                body.externalIds(),
                body.domains(),
                custom(call).kept(body.custom(), old == null ? null : old.custom()),
                old == null ? null : old.foldedInto(),
                old != null && old.withdrawn());
    }

    @Override
    UUID create(Actor actor, Partner state, @Nullable String reason) {
        return partners.create(actor, state, reason);
    }

    @Override
    void change(Actor actor, Book.Known<Partner> known, UnaryOperator<Partner> edit, @Nullable String reason) {
        var before = known.state().status();
        var wanted = new PartnerStatus[] {before};
        partners.change(
                actor,
                known.id(),
                known.version(),
                old -> {
                    var next = edit.apply(old);
                    wanted[0] = next.status();
                    return next.withStatus(old.status());
                },
                reason);
        if (!Objects.equals(wanted[0], before)) {
            var now = written(actor, known.id());
            partners.moveOn(actor, now.id(), now.version(), wanted[0], reason);
        }
    }

    @Override
    void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        partners.withdraw(actor, id, seen, reason);
    }

    @Override
    String field(String domain) {
        return switch (domain) {
            case "segment", "region", "manager", "parent", "supplier" -> domain + "s";
            default -> super.field(domain);
        };
    }

    private Custom custom(Call call) {
        return Custom.of(call, tools().fields(), Partners.KIND);
    }
}
