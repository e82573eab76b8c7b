package io.kontor.sample;

import io.kontor.catalog.Cost;
import io.kontor.catalog.Costs;
import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sets the office up: who works there, what is sold, which programme there is; and in the end opens the portal for one firm. */
@Component
class Founding {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final String PROGRAMME = "partners";

    private final Ids ids;
    private final Company company;
    private final Regions regions;
    private final People people;
    private final Programmes programmes;
    private final Families families;
    private final Products products;
    private final Costs costs;

    Founding(
            Ids ids,
            Company company,
            Regions regions,
            People people,
            Programmes programmes,
            Families families,
            Products products,
            Costs costs) {
        this.ids = ids;
        this.company = company;
        this.regions = regions;
        this.people = people;
        this.programmes = programmes;
        this.families = families;
        this.products = products;
        this.costs = costs;
    }

    void found(Actor actor, Plan plan, Made made) {
        var known = company.known(actor);
        company.change(
                actor,
                known.version(),
                old -> new CompanyProfile(
                        "Sample Company",
                        "EUR",
                        ZONE.getId(),
                        1,
                        "en",
                        List.of("en", "de", "fr", "es"),
                        null,
                        null,
                        true),
                null);
        for (var region : plan.regions()) {
            var members = region.countries().stream()
                    .map(country -> new Dated<>(country, null, null))
                    .toList();
            made.regions.add(
                    regions.create(actor, new Region(region.code(), region.name(), members, List.of(), false), null));
        }
        made.staff.addAll(people.createAll(
                actor, plan.staff().stream().map(staff -> person(staff, made)).toList()));
        for (var family : plan.families()) {
            made.families.add(families.create(actor, Family.of(family.code(), family.name()), null));
        }
        made.products.addAll(products.createMany(
                actor,
                plan.products().stream()
                        .map(product -> product(product, made, plan))
                        .toList(),
                null));
        var costing = new ArrayList<Cost>();
        for (int i = 0; i < plan.products().size(); i++) {
            var cost = new Money(plan.products().get(i).cost(), "EUR");
            costing.add(new Cost(
                    made.products.get(i), List.of(new Dated<>(cost, plan.start().minusDays(30), null))));
        }
        costs.createMany(actor, costing, null);
        made.programme = programmes.create(actor, programme(plan), null);
    }

    private Person person(Plan.Staff staff, Made made) {
        var reach = staff.region() < 0
                ? Assignment.everywhere(ids.next(), staff.role(), null)
                : new Assignment(
                        ids.next(),
                        staff.role(),
                        Assignment.Reach.REGIONS,
                        Set.of(made.regions.get(staff.region())),
                        Set.of(),
                        Set.of(),
                        null,
                        null);
        var person = Person.ofOffice(staff.name(), staff.email(), staff.language(), ZONE.getId())
                .with(List.of(reach));
        return person.withProfile(
                person.name(),
                person.email(),
                person.language(),
                person.zone(),
                staff.role().equals("partner-manager"));
    }

    private static Product product(Plan.Product product, Made made, Plan plan) {
        var from = plan.start().minusDays(30);
        return Product.of(product.sku(), product.name())
                .withFamily(made.families.get(product.family()))
                .withExternalIds(List.of(new ExternalId(Recorder.SYSTEM, product.sku())))
                .withPrices(List.of(new Dated<>(new Money(product.listPrice(), "EUR"), from, null)));
    }

    private static Programme programme(Plan plan) {
        return new Programme(
                PROGRAMME,
                "Sample Partner Programme",
                "Resellers, distributors and consultants in four tiers.",
                Programme.Status.OPEN,
                plan.start().minusDays(30),
                null,
                List.of(
                        new Programme.Tier("registered", "Registered"),
                        new Programme.Tier("silver", "Silver"),
                        new Programme.Tier("gold", "Gold"),
                        new Programme.Tier("platinum", "Platinum")),
                List.of(
                        new Programme.Benefit(
                                "Discount",
                                Map.of("registered", "10 %", "silver", "15 %", "gold", "20 %", "platinum", "25 %")),
                        new Programme.Benefit("Named manager", Map.of("gold", "yes", "platinum", "yes"))),
                false);
    }

    /** People of the firm with the most deals, one per role of the portal. */
    void openPortal(Actor actor, Plan plan, Made made) {
        var deals = new HashMap<Integer, Integer>();
        plan.deals().stream()
                .map(Plan.Deal::sourcing)
                .filter(firm -> firm >= 0 && plan.firms().get(firm).ended() == null)
                .forEach(firm -> deals.merge(firm, 1, Integer::sum));
        deals.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
                .ifPresent(best -> people.createAll(
                        actor,
                        SamplePrograms.PORTAL_ROLES.stream()
                                .map(role -> Person.ofFirm(
                                                made.firm(best.getKey()),
                                                "Sample " + role.replace('-', ' '),
                                                SamplePrograms.address(role),
                                                "en",
                                                ZONE.getId())
                                        .with(List.of(Assignment.everywhere(ids.next(), role, null))))
                                .toList()));
    }
}
