package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListSpec;
import io.kontor.partners.Programme;
import io.kontor.partners.ProgrammeListing;
import io.kontor.partners.Programmes;
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

/** What partners can join. */
@RestController
@Tag(name = "programmes")
@RequestMapping("/api/v1/programmes")
class ProgrammeApi extends ResourceApi<Programme, ProgrammeBody> {
    private final Programmes programmes;
    private final ProgrammeListing listing;

    ProgrammeApi(Tools tools, Programmes programmes, ProgrammeListing listing) {
        super(tools, "programme", "/api/v1/programmes", ProgrammeBody.class);
        this.programmes = programmes;
        this.listing = listing;
    }

    @GetMapping
    @Needs(kind = "programme")
    ResponseEntity<byte[]> list(Call call) {
        return listed(call);
    }

    @GetMapping("/{id}")
    @Needs(kind = "programme")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        return shown(call, id);
    }

    @PostMapping
    @Needs(kind = "programme", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        return created(call);
    }

    @PatchMapping("/{id}")
    @Needs(kind = "programme", verb = Verb.CHANGE)
    ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        return changed(call, id);
    }

    @DeleteMapping("/{id}")
    @Needs(kind = "programme", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        return withdrawn(call, id);
    }

    @Override
    ListSpec spec(Actor actor) {
        return listing.spec(actor);
    }

    @Override
    Book.Known<Programme> find(Actor actor, UUID id) {
        return programmes.find(actor, id);
    }

    @Override
    Map<UUID, Book.Known<Programme>> findAll(Actor actor, Collection<UUID> ids) {
        return programmes.findAll(actor, ids);
    }

    @Override
    ProgrammeBody body(Call call, Book.Known<Programme> known) {
        var programme = known.state();
        return new ProgrammeBody(
                known.id(),
                known.version(),
                programme.code(),
                programme.name(),
                programme.description(),
                programme.status(),
                programme.starts(),
                programme.ends(),
                programme.tiers(),
                programme.benefits(),
                programme.withdrawn());
    }

    @Override
    Programme state(Call call, ProgrammeBody body, @Nullable Programme old) {
        var status = body.status();
        return new Programme(
                body.code(),
                body.name(),
                body.description(),
                status == null ? Programme.Status.DRAFT : status,
                body.starts(),
                body.ends(),
                body.tiers(),
                body.benefits(),
                old != null && old.withdrawn());
    }

    @Override
    UUID create(Actor actor, Programme state, @Nullable String reason) {
        return programmes.create(actor, state, reason);
    }

    @Override
    void change(Actor actor, Book.Known<Programme> known, UnaryOperator<Programme> edit, @Nullable String reason) {
        programmes.change(actor, known.id(), known.version(), edit, reason);
    }

    @Override
    void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        programmes.withdraw(actor, id, seen, reason);
    }
}
