package io.kontor.deals.web;

import io.kontor.customers.Customers;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Money;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partners;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.ObjectTab;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The deals of a partner, of a customer or of a contact, as a part of its page. */
@Controller
class DealsOfController {
    private static final int NEWEST = 25;

    private final Deals deals;
    private final Partners partners;
    private final Customers customers;
    private final Contacts contacts;
    private final Pages pages;

    DealsOfController(Deals deals, Partners partners, Customers customers, Contacts contacts, Pages pages) {
        this.deals = deals;
        this.partners = partners;
        this.customers = customers;
        this.contacts = contacts;
        this.pages = pages;
    }

    /** One kind of deals summed up, an amount for each currency. */
    record Summed(String label, long deals, List<Money> amounts) {}

    /** @param holder {@code partner}, {@code customer} or {@code contact} */
    record DealsOfPage(String holder, UUID id, List<Summed> sums, List<Deals.Listed> newest) {}

    @GetMapping("/deals/of/partner/{id}")
    @Needs(kind = "deal")
    View ofPartner(Viewer viewer, @PathVariable UUID id) {
        partners.visible(viewer.actor(), id);
        return of(viewer, "partner", id);
    }

    @GetMapping("/deals/of/customer/{id}")
    @Needs(kind = "deal")
    View ofCustomer(Viewer viewer, @PathVariable UUID id) {
        customers.find(viewer.actor(), id);
        return of(viewer, "customer", id);
    }

    @GetMapping("/deals/of/contact/{id}")
    @Needs(kind = "deal")
    View ofContact(Viewer viewer, @PathVariable UUID id) {
        contacts.find(viewer.actor(), id);
        return of(viewer, "contact", id);
    }

    private View of(Viewer viewer, String holder, UUID id) {
        var sums = deals.sums(viewer.actor(), holder, id);
        return pages.show(
                "deals/web/deals-of.jte",
                new DealsOfPage(
                        holder,
                        id,
                        List.of(
                                summed("deals.sums.won", sums, Set.of(Stage.WON)),
                                summed("deals.sums.open", sums, Set.copyOf(Stage.way())),
                                summed("deals.sums.lost", sums, Set.of(Stage.LOST))),
                        deals.of(viewer.actor(), holder, id, NEWEST)));
    }

    private static Summed summed(String label, List<Deals.Sum> sums, Set<Stage> stages) {
        var amounts = new TreeMap<String, BigDecimal>();
        long count = 0;
        for (var sum : sums) {
            if (stages.contains(sum.stage())) {
                amounts.merge(sum.currency(), sum.amount(), BigDecimal::add);
                count += sum.deals();
            }
        }
        var money = new ArrayList<Money>();
        amounts.entrySet().stream()
                .sorted((one, other) -> other.getValue().compareTo(one.getValue()))
                .forEach(one -> money.add(new Money(one.getValue(), one.getKey())));
        return new Summed(label, count, money);
    }

    @Configuration(proxyBeanMethods = false)
    static class Contributions {
        @Bean
        NavEntry dealsEntry() {
            return NavEntry.office(200, "nav.group.pipeline", "nav.deals", "/deals", "report-money", "deal:see");
        }

        @Bean
        ObjectTab dealsTab() {
            return new ObjectTab(
                    Set.of("partner", "customer", "contact"),
                    300,
                    "deals",
                    "deals.tab",
                    "/deals/of/{type}/{id}",
                    "deal:see");
        }
    }
}
