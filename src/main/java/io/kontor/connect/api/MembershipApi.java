package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListSpec;
import io.kontor.partners.Membership;
import io.kontor.partners.MembershipListing;
import io.kontor.partners.Memberships;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Map;
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

/** Who is in which programme, in which tier. */
@RestController
@Tag(name = "memberships")
@RequestMapping("/api/v1/memberships")
class MembershipApi extends ResourceApi<Membership, MembershipBody> {
    private final Memberships memberships;
    private final MembershipListing listing;

    MembershipApi(Tools tools, Memberships memberships, MembershipListing listing) {
        super(tools, "membership", "/api/v1/memberships", MembershipBody.class);
        this.memberships = memberships;
        this.listing = listing;
    }

    @GetMapping
    @Needs(kind = "membership")
    ResponseEntity<byte[]> list(Call call) {
        return listed(call);
    }

    @GetMapping("/{id}")
    @Needs(kind = "membership")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        return shown(call, id);
    }

    @PostMapping
    @Needs(kind = "membership", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        return created(call);
    }

    @PatchMapping("/{id}")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        return changed(call, id);
    }

    @DeleteMapping("/{id}")
    @Needs(kind = "membership", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        return withdrawn(call, id);
    }

    @Override
    ListSpec spec(Actor actor) {
        return listing.spec(actor);
    }

    @Override
    Book.Known<Membership> find(Actor actor, UUID id) {
        return memberships.find(actor, id);
    }

    @Override
    Map<UUID, Book.Known<Membership>> findAll(Actor actor, Collection<UUID> ids) {
        return memberships.findAll(actor, ids);
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
    UUID create(Actor actor, Membership state, @Nullable String reason) {
        return memberships.create(actor, state, reason);
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
    void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        memberships.withdraw(actor, id, seen, reason);
    }

    @Override
    String field(String domain) {
        return domain.equals("tier") ? "tiers" : super.field(domain);
    }
}
