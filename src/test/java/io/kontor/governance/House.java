package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.governance.HouseRules.Rules;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** An office with a house in it, whose rules change. */
final class House implements AutoCloseable {
    final TestOffice office;
    final HouseRules type;
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Documents documents;
    final Changes changes;
    final Publisher publisher;
    final Simulations simulations;
    final Sheets sheets;
    final DocumentSheets documentSheets;
    final Words words = new Words(Language.EN, ZoneOffset.UTC);

    House() {
        this(TestOffice.open());
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.owner("""
                create table governance.door (id int primary key, colour text not null);
                grant select, insert, update on governance.door to kontor_office
                """);
    }

    House(TestOffice office) {
        this.office = office;
        this.type = office.bean(HouseRules.class);
        this.documents = office.bean(Documents.class);
        this.changes = office.bean(Changes.class);
        this.publisher = office.bean(Publisher.class);
        this.simulations = office.bean(Simulations.class);
        this.sheets = office.bean(Sheets.class);
        this.documentSheets = office.bean(DocumentSheets.class);
    }

    ProgrammeChange change(UUID id) {
        return changes.find(actor, id).state();
    }

    UUID version(UUID id) {
        return changes.find(actor, id).version();
    }

    UUID item(UUID change) {
        return change(change).items().getFirst().id();
    }

    UUID draft(DocumentScope scope, Rules rules) {
        var id = changes.open(actor, "Paint it " + rules.colour(), null, type.code(), scope);
        changes.edit(actor, id, version(id), item(id), rules);
        return id;
    }

    /** Checked, simulated, and approved. */
    UUID approved(UUID id) {
        changes.check(actor, id);
        simulations.run(actor, words, id);
        changes.submit(actor, id, version(id));
        return id;
    }

    UUID released(DocumentScope scope, Rules rules) {
        var id = approved(draft(scope, rules));
        changes.schedule(actor, id, version(id), null);
        return id;
    }

    UUID published(DocumentScope scope, Rules rules) {
        var id = released(scope, rules);
        publisher.drive(id);
        return id;
    }

    Document document(DocumentScope scope) {
        return documents.find(actor, type.code(), scope).orElseThrow().state();
    }

    String colour(Where where) {
        return documents
                .effective(actor, type, where)
                .map(effective -> effective.content().colour())
                .orElse("bare");
    }

    List<String> doors() {
        return office.column("select id || ' ' || colour from governance.door order by id");
    }

    @Override
    public void close() {
        office.close();
    }
}
