package io.kontor.fields;

import io.kontor.lists.Column;
import io.kontor.people.People;
import io.kontor.ui.Option;

/** Custom fields as columns of lists. */
final class CustomColumns {
    private CustomColumns() {}

    static Column of(People people, CustomField field, String alias) {
        var code = "x-" + field.code();
        var held = alias + (field.audience() == CustomField.Audience.PARTNER ? ".custom" : ".custom_office") + " ->> '"
                + field.code() + "'";
        var column = switch (field.type()) {
            case TEXT -> Column.text(code, held).filtered("lower(" + held + ")");
            case LINK -> Column.text(code, held);
            case NUMBER -> Column.number(code, "(" + held + ")::numeric");
            case MONEY ->
                Column.money(code, "split_part(" + held + ", ' ', 1)::numeric", "split_part(" + held + ", ' ', 2)");
            case DATE -> Column.day(code, "(" + held + ")::date");
            case CHOICE ->
                Column.choice(
                        code,
                        held,
                        "",
                        (actor, words) -> field.choices().stream()
                                .map(choice -> new Option(choice.code(), field.choiceLabel(choice.code(), words)))
                                .toList());
            case PERSON ->
                Column.reference(
                        code,
                        "(select v.name from people.person_v v where v.id = (" + held + ")::uuid)",
                        "(" + held + ")::uuid",
                        id -> "/people/" + id,
                        (actor, words) -> people.ofOffice(actor).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList());
        };
        return column.labelled(field::label).spare();
    }
}
