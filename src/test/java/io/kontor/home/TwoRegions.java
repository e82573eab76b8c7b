package io.kontor.home;

import io.kontor.company.Company;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import io.kontor.ui.Viewer;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An office with a region in the north and one in the south, a partner in each, and people who look after one or both. */
final class TwoRegions implements AutoCloseable {
    final TestOffice office;
    final Actor admin = Access.local("tests", UUID.randomUUID());
    final UUID north;
    final UUID south;

    TwoRegions(Object... beans) {
        office = TestOffice.open(beans);
        bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        bean(Roles.class).ship();
        north = region("north", "North", "DK");
        south = region("south", "South", "IT");
    }

    <T> T bean(Class<T> type) {
        return office.bean(type);
    }

    private UUID region(String code, String name, String country) {
        return bean(Regions.class)
                .create(
                        admin,
                        new Region(code, name, List.of(new Dated<>(country, null, null)), List.of(), false),
                        null);
    }

    UUID partner(String name, String country) {
        return bean(Partners.class)
                .create(
                        admin,
                        Partner.named(name)
                                .builder()
                                .country(country)
                                .status(PartnerStatus.ACTIVE)
                                .build(),
                        null);
    }

    UUID contact(UUID partner, String name) {
        return bean(Contacts.class)
                .create(
                        admin,
                        new Contact(partner, name, null, null, null, null, List.of(), null, Map.of(), false),
                        null);
    }

    /** A member of the office with a role in these regions, or everywhere when none is named. */
    UUID person(String name, String email, String language, String zone, String role, UUID... regions) {
        var id = bean(Ids.class).next();
        var assignment = regions.length == 0
                ? Assignment.everywhere(id, role, null)
                : new Assignment(id, role, Assignment.Reach.REGIONS, Set.of(regions), Set.of(), Set.of(), null, null);
        return bean(People.class)
                .create(admin, Person.ofOffice(name, email, language, zone).with(List.of(assignment)), null);
    }

    Actor actor(UUID person) {
        var access = bean(Access.class);
        return access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
    }

    /** Somebody with every right the administrator has, in these regions only. */
    Actor within(UUID... regions) {
        var rights = admin.rights();
        var scope = Scope.regions(Set.of(regions));
        return new Actor(
                Side.OFFICE,
                null,
                "test:regional",
                null,
                new Rights(rights.permissions().stream()
                        .map(permission -> permission.split(":", 2))
                        .map(parts ->
                                new Rights.Right("regional-owner", parts[0], io.kontor.kernel.Verb.of(parts[1]), scope))
                        .toList()),
                Origin.PERSON,
                UUID.randomUUID());
    }

    static Viewer viewer(Actor actor) {
        return new Viewer(
                actor, "Test", new Words(Language.EN, ZoneId.of("Europe/Berlin")), Viewer.Theme.LIGHT, null, "House");
    }

    @Override
    public void close() {
        office.close();
    }
}
