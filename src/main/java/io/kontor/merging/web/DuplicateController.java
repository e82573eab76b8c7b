package io.kontor.merging.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.merging.DuplicatePaths;
import io.kontor.merging.Duplicates;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** What is likely the same, and what is known not to be. */
@Controller
class DuplicateController {
    private static final int SHOWN = 50;
    private static final int COUNTED = 500;

    private final Duplicates duplicates;
    private final Pages pages;

    DuplicateController(Duplicates duplicates, Pages pages) {
        this.duplicates = duplicates;
        this.pages = pages;
    }

    /** @param partners whether the viewer may also go to the partners' page; likewise {@code customers} */
    record DuplicatesPage(
            String type, Duplicates.Found found, List<Duplicates.Told> told, boolean partners, boolean customers) {
        /** The page on which a pair is merged. */
        public String merge(Duplicates.Pair pair) {
            return DuplicatePaths.merge(pair);
        }

        public String list() {
            return DuplicatePaths.list(type);
        }
    }

    @GetMapping("/duplicates")
    @Needs(kind = "partner", verb = Verb.MERGE)
    View partners(Viewer viewer) {
        return show(viewer, "partner");
    }

    @GetMapping("/duplicates/customers")
    @Needs(kind = "customer", verb = Verb.MERGE)
    View customers(Viewer viewer) {
        return show(viewer, "customer");
    }

    private View show(Viewer viewer, String type) {
        return pages.show(
                "merging/web/duplicates.jte",
                new DuplicatesPage(
                        type,
                        duplicates.likely(viewer.actor(), type, SHOWN, COUNTED),
                        duplicates.told(viewer.actor(), type, SHOWN),
                        viewer.may("partner", Verb.MERGE),
                        viewer.may("customer", Verb.MERGE)));
    }

    @PostMapping("/duplicates/verdicts")
    @Needs(kind = "partner", verb = Verb.MERGE)
    View tellPartnersApart(Viewer viewer, Form form) {
        return tellApart(viewer, "partner", form);
    }

    @PostMapping("/duplicates/customers/verdicts")
    @Needs(kind = "customer", verb = Verb.MERGE)
    View tellCustomersApart(Viewer viewer, Form form) {
        return tellApart(viewer, "customer", form);
    }

    private View tellApart(Viewer viewer, String type, Form form) {
        var one = form.id("one");
        var other = form.id("other");
        if (one == null || other == null) {
            throw Refusal.invalid("merge-two-only", "count", form.values("one").size());
        }
        duplicates.tellApart(viewer.actor(), type, one, other, form.reason());
        return Pages.to(DuplicatePaths.list(type), "told-apart");
    }

    @PostMapping("/duplicates/verdicts/{id}/removal")
    @Needs(kind = "partner", verb = Verb.MERGE)
    View askAgainOfPartners(Viewer viewer, @PathVariable UUID id) {
        duplicates.takeBack(viewer.actor(), "partner", id);
        return Pages.to(DuplicatePaths.list("partner"), "verdict-taken-back");
    }

    @PostMapping("/duplicates/customers/verdicts/{id}/removal")
    @Needs(kind = "customer", verb = Verb.MERGE)
    View askAgainOfCustomers(Viewer viewer, @PathVariable UUID id) {
        duplicates.takeBack(viewer.actor(), "customer", id);
        return Pages.to(DuplicatePaths.list("customer"), "verdict-taken-back");
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        NavEntry duplicatesEntry() {
            return NavEntry.office(190, "nav.group.partners", "nav.duplicates", "/duplicates", "copy", "partner:merge");
        }
    }
}
