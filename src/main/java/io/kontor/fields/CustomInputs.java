package io.kontor.fields;

import io.kontor.ui.Form;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Custom fields in a form. */
final class CustomInputs {
    private CustomInputs() {}

    static Map<String, String> read(Form form, List<CustomField> fields) {
        var values = new HashMap<String, String>();
        for (var field : fields) {
            var name = "custom." + field.code();
            switch (field.type()) {
                case NUMBER -> {
                    var number = form.number(name);
                    values.put(field.code(), number == null ? "" : number.toPlainString());
                }
                case MONEY -> {
                    var number = form.number(name);
                    var currency = form.value(name + ".currency").strip();
                    values.put(field.code(), number == null ? "" : number.toPlainString() + " " + currency);
                }
                case DATE -> {
                    var day = form.day(name);
                    values.put(field.code(), day == null ? "" : day.toString());
                }
                case TEXT, CHOICE, PERSON, LINK ->
                    values.put(field.code(), form.value(name).strip());
            }
        }
        return values;
    }

    static void fill(Form form, List<CustomField> fields, Map<String, String> values) {
        for (var field : fields) {
            var name = "custom." + field.code();
            var value = values.get(field.code());
            if (value == null) {
                continue;
            }
            switch (field.type()) {
                case NUMBER -> form.set(name, new BigDecimal(value));
                case MONEY -> {
                    var parts = value.split(" ", 2);
                    form.set(name, new BigDecimal(parts[0]));
                    form.set(name + ".currency", parts[1]);
                }
                case TEXT, DATE, CHOICE, PERSON, LINK -> form.set(name, value);
            }
        }
    }
}
