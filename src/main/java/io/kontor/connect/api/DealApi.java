package io.kontor.connect.api;

import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Book;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opportunities and orders, with their lines and partners. */
@RestController
@Tag(name = "deals")
@RequestMapping("/api/v1/deals")
@Needs(kind = Deals.KIND)
class DealApi extends ResourceApi<Deal, DealBody> {
    private final Deals deals;

    DealApi(Tools tools, Deals deals) {
        super(
                tools,
                new Named<>(Deals.KIND, "deals", DealBody.class),
                new Reader<>(deals::find, deals::findAll),
                new Writer<>(deals::create, deals::change, deals::withdraw, deals::restore, deals::undo));
        this.deals = deals;
    }

    @Override
    DealBody body(Call call, Book.Known<Deal> known) {
        var deal = known.state();
        return DealBody.of(known.id(), known.version(), deal, custom(call).shown(deal.custom()));
    }

    @Override
    Deal state(Call call, DealBody body, @Nullable Deal old) {
        var stage = body.stage() == null ? Stage.PROSPECTING : body.stage();
        var closed = body.closedOn();
        if (stage.closed() && closed == null) {
            closed = deals.today(call.actor());
        } else if (old != null && old.stage().closed() && !stage.closed() && Objects.equals(closed, old.closedOn())) {
            closed = null;
        }
        var why = body.lossReason();
        if (stage == Stage.LOST && why == null) {
            why = call.reason();
        } else if (old != null
                && old.stage() == Stage.LOST
                && stage != Stage.LOST
                && Objects.equals(why, old.lossReason())) {
            why = null;
        }
        var before = old == null ? Deal.named(body.name(), body.currency()) : old;
        return before.builder()
                .name(body.name())
                .customerId(body.customer())
                .ownerId(body.owner())
                .currency(body.currency())
                .stage(stage)
                .amount(body.stated())
                .openedOn(body.openedOn())
                .expectedCloseOn(body.expectedCloseOn())
                .closedOn(closed)
                .lossReason(why)
                .sourceSystem(body.sourceSystem())
                .description(body.description())
                .externalIds(body.externalIds())
                .lines(body.dealLines())
                .partners(body.shares())
                .contactId(body.contact())
                .custom(custom(call).kept(body.custom(), old == null ? null : old.custom()))
                .build();
    }

    @Override
    void change(Actor actor, Book.Known<Deal> known, UnaryOperator<Deal> edit, @Nullable String reason) {
        var wanted = edit.apply(known.state());
        if (wanted.stage() == known.state().stage()) {
            deals.change(actor, known.id(), known.version(), edit, reason);
            return;
        }
        deals.change(
                actor,
                known.id(),
                known.version(),
                old -> edit.apply(old)
                        .builder()
                        .stage(old.stage())
                        .closedOn(old.closedOn())
                        .lossReason(old.lossReason())
                        .build(),
                reason);
        var why = wanted.stage() == Stage.LOST ? wanted.lossReason() : reason;
        deals.moveOn(actor, known.id(), written(actor, known.id()).version(), wanted.stage(), wanted.closedOn(), why);
    }

    @Override
    String field(String domain) {
        return switch (domain) {
            case "customerId" -> "customer";
            case "ownerId" -> "owner";
            case "contactId" -> "contact";
            case "partnerId", "share" -> "partners";
            default -> super.field(domain);
        };
    }
}
