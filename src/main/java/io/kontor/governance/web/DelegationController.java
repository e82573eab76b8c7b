package io.kontor.governance.web;

import io.kontor.governance.approvals.Delegation;
import io.kontor.governance.approvals.Delegations;
import io.kontor.governance.charter.Benches;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Who approves for whom while they are away. */
@Controller
@RequestMapping("/delegations")
class DelegationController {
    private static final int MOST = 100;

    private final Delegations delegations;
    private final Benches benches;
    private final People people;
    private final Tabs tabs;
    private final Pages pages;

    DelegationController(Delegations delegations, Benches benches, People people, Tabs tabs, Pages pages) {
        this.delegations = delegations;
        this.benches = benches;
        this.people = people;
        this.tabs = tabs;
        this.pages = pages;
    }

    record Shown(UUID id, UUID version, Delegation delegation, String from, String to, String state, boolean mayEnd) {}

    record DelegationsPage(List<Shown> shown, Form form, List<Option> people, boolean mayCreate, boolean forOthers) {}

    @GetMapping
    @Needs(kind = "delegation")
    View list(Viewer viewer) {
        var today = benches.today();
        return list(
                viewer, Form.fresh(viewer.words()).set("first", today).set("last", today.plusDays(7)), HttpStatus.OK);
    }

    private View list(Viewer viewer, Form form, HttpStatus status) {
        var known = delegations.newest(viewer.actor(), MOST);
        var ids = new HashSet<UUID>();
        known.forEach(one -> {
            ids.add(one.state().from());
            ids.add(one.state().to());
        });
        var names = people.names(viewer.actor(), List.copyOf(ids));
        return pages.show(
                "governance/web/delegations.jte",
                new DelegationsPage(
                        known.stream().map(one -> shown(viewer, one, names)).toList(),
                        form,
                        people.ofOffice(viewer.actor()).stream()
                                .map(person -> new Option(person.id().toString(), person.name()))
                                .toList(),
                        viewer.may(Delegations.KIND, Verb.CREATE),
                        viewer.may(Delegations.KIND, Verb.CREATE, Place.ANYWHERE)),
                status);
    }

    private Shown shown(Viewer viewer, Book.Known<Delegation> known, Map<UUID, String> names) {
        var one = known.state();
        var today = benches.today();
        boolean over = one.ended() != null || one.last().isBefore(today);
        var state = over ? "over" : one.holds(today) ? "holds" : "later";
        return new Shown(
                known.id(),
                known.version(),
                one,
                names.getOrDefault(one.from(), ""),
                names.getOrDefault(one.to(), ""),
                state,
                !over && viewer.may(Delegations.KIND, Verb.WITHDRAW, Place.of(null, null, null, one.from())));
    }

    @PostMapping
    @Needs(kind = "delegation", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> delegations.create(viewer.actor(), read(viewer, form), null))
                .map(id -> Pages.to("/delegations", "delegation-made"))
                .orElseGet(() -> list(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static Delegation read(Viewer viewer, Form form) {
        var from = form.id("from");
        form.required("to");
        form.required("first");
        form.required("last");
        var to = form.id("to");
        var first = form.day("first");
        var last = form.day("last");
        form.check();
        return new Delegation(
                from == null ? Objects.requireNonNullElse(viewer.actor().person(), new UUID(0, 0)) : from,
                Objects.requireNonNull(to),
                Objects.requireNonNullElse(first, LocalDate.EPOCH),
                Objects.requireNonNullElse(last, LocalDate.EPOCH),
                form.text("why"),
                null);
    }

    record DelegationPage(Shown shown, Tabs.Shown tabs) {}

    @GetMapping("/{id}")
    @Needs(kind = "delegation")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = delegations.find(viewer.actor(), id);
        var names = people.names(
                viewer.actor(), List.of(known.state().from(), known.state().to()));
        return pages.show(
                "governance/web/delegation.jte",
                new DelegationPage(
                        shown(viewer, known, names),
                        tabs.of(viewer, Delegations.KIND, id, List.of("overview"), "/delegations/" + id, tab)));
    }

    @PostMapping("/{id}/end")
    @Needs(kind = "delegation", verb = Verb.WITHDRAW)
    View end(Viewer viewer, Form form, @PathVariable UUID id) {
        delegations.end(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/delegations", "delegation-ended");
    }
}
