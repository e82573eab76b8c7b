package io.kontor.customers.web;

import io.kontor.customers.Customers;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.ui.Needs;
import io.kontor.ui.ObjectTab;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** On a partner's page: the customer that is the same firm. */
@Controller
class CustomersOfController {
    private final Customers customers;
    private final Partners partners;
    private final Pages pages;

    CustomersOfController(Customers customers, Partners partners, Pages pages) {
        this.customers = customers;
        this.partners = partners;
        this.pages = pages;
    }

    record CustomersOfPage(UUID partner, List<Customers.Named> customers, boolean mayCreate) {}

    @GetMapping("/customers/of/partner/{id}")
    @Needs(kind = "customer")
    View ofPartner(Viewer viewer, @PathVariable UUID id) {
        partners.visible(viewer.actor(), id);
        return pages.show(
                "customers/web/customers-of.jte",
                new CustomersOfPage(
                        id, customers.ofPartner(viewer.actor(), id), viewer.may(Customers.KIND, Verb.CREATE)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        ObjectTab customerTab() {
            return new ObjectTab(
                    Set.of(Partners.KIND),
                    350,
                    "customer",
                    "customers.of.tab",
                    "/customers/of/partner/{id}",
                    "customer:see");
        }
    }
}
