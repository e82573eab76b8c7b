package io.kontor.partners.web;

import io.kontor.kernel.Verb;
import io.kontor.merging.MergePages;
import io.kontor.partners.PartnerMerging;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Viewer;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Merging two partners, and taking that back. */
@Controller
@RequestMapping("/partners/{id}")
@Needs(kind = "partner", verb = Verb.MERGE)
class PartnerMergeController {
    private final MergePages merging;
    private final PartnerMerging partners;

    PartnerMergeController(MergePages merging, PartnerMerging partners) {
        this.merging = merging;
        this.partners = partners;
    }

    @GetMapping("/merge")
    View compare(Viewer viewer, Form form, @PathVariable UUID id) {
        return merging.show(viewer, partners, id, form);
    }

    @PostMapping("/merge")
    View merge(Viewer viewer, Form form, @PathVariable UUID id) {
        return merging.merge(viewer, partners, id, form);
    }

    @PostMapping("/merges/{merge}/removal")
    View takeApart(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID merge) {
        return merging.takeApart(viewer, partners, id, merge, form);
    }
}
