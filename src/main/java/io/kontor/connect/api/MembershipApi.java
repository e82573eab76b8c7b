package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is in which programme, in which tier. */
@RestController
@Tag(name = "memberships")
@RequestMapping("/api/v1/memberships")
@Needs(kind = Memberships.KIND)
class MembershipApi extends ResourceApi<Membership, MembershipBody> {
    private final Memberships memberships;

    MembershipApi(Tools tools, Memberships memberships) {
        super(
                tools,
                new Named<>(Memberships.KIND, "memberships", MembershipBody.class),
                new Reader<>(memberships::find, memberships::findAll),
                new Writer<>(
                        memberships::create,
                        memberships::change,
                        memberships::withdraw,
                        memberships::restore,
                        memberships::undo));
        this.memberships = memberships;
    }

    @Override
    MembershipBody body(Call call, Book.Known<Membership> known) {
        var membership = known.state();
        return new MembershipBody(
                known.id(),
                known.version(),
                membership.partner(),
                membership.programme(),
                membership.joined(),
                membership.left(),
                membership.status(),
                membership.tiers(),
                membership.withdrawn());
    }

    @Override
    Membership state(Call call, MembershipBody body, @Nullable Membership old) {
        if (old != null && !old.partner().equals(body.partner())) {
            throw Refusal.invalid("api-field-fixed").at("partner");
        }
        if (old != null && !old.programme().equals(body.programme())) {
            throw Refusal.invalid("api-field-fixed").at("programme");
        }
        var status = body.status();
        return new Membership(
                body.partner(),
                body.programme(),
                body.joined(),
                body.left(),
                status == null ? Membership.Status.ACTIVE : status,
                body.tiers(),
                old != null && old.withdrawn());
    }

    @Override
    void change(Actor actor, Book.Known<Membership> known, UnaryOperator<Membership> edit, @Nullable String reason) {
        if (known.state().status() != Membership.Status.LEFT
                && edit.apply(known.state()).status() == Membership.Status.LEFT
                && reason == null) {
            throw Refusal.invalid("field-required").at("reason");
        }
        memberships.change(actor, known.id(), known.version(), edit, reason);
    }

    @Override
    String field(String domain) {
        return domain.equals("tier") ? "tiers" : super.field(domain);
    }
}
