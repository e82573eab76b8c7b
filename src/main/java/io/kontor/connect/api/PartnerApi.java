package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.ledger.Book;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Partners, with their histories by day. */
@RestController
@Tag(name = "partners")
@RequestMapping("/api/v1/partners")
@Needs(kind = Partners.KIND)
class PartnerApi extends ResourceApi<Partner, PartnerBody> {
    private final Partners partners;

    PartnerApi(Tools tools, Partners partners) {
        super(
                tools,
                new Named<>(Partners.KIND, "partners", PartnerBody.class),
                new Reader<>(partners::find, partners::findAll),
                new Writer<>(
                        partners::create, partners::change, partners::withdraw, partners::restore, partners::undo));
        this.partners = partners;
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
    String field(String domain) {
        return switch (domain) {
            case "segment", "region", "manager", "parent", "supplier" -> domain + "s";
            default -> super.field(domain);
        };
    }
}
