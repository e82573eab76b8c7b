package io.kontor.customers.web;

import io.kontor.customers.CustomerMerging;
import io.kontor.kernel.Verb;
import io.kontor.merging.MergePages;
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

/** Merging two customers, and taking that back. */
@Controller
@RequestMapping("/customers/{id}")
@Needs(kind = "customer", verb = Verb.MERGE)
class CustomerMergeController {
    private final MergePages merging;
    private final CustomerMerging customers;

    CustomerMergeController(MergePages merging, CustomerMerging customers) {
        this.merging = merging;
        this.customers = customers;
    }

    @GetMapping("/merge")
    View compare(Viewer viewer, Form form, @PathVariable UUID id) {
        return merging.show(viewer, customers, id, form);
    }

    @PostMapping("/merge")
    View merge(Viewer viewer, Form form, @PathVariable UUID id) {
        return merging.merge(viewer, customers, id, form);
    }

    @PostMapping("/merges/{merge}/removal")
    View takeApart(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID merge) {
        return merging.takeApart(viewer, customers, id, merge, form);
    }
}
