package io.kontor.entrance;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.people.WorkingHours;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Working hours as fields of a form: days, and a beginning and an end that hold for each of them. */
public final class HoursForm {
    private HoursForm() {}

    public static List<Option> days(Words words) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new Option(
                        Integer.toString(day.getValue()),
                        day.getDisplayName(
                                TextStyle.SHORT_STANDALONE, words.language().locale())))
                .toList();
    }

    public static Form fill(Form form, @Nullable WorkingHours hours) {
        return hours == null
                ? form
                : form.setAll(
                                "days",
                                hours.days().stream()
                                        .sorted()
                                        .map(DayOfWeek::getValue)
                                        .toList())
                        .set("begin", hours.from())
                        .set("end", hours.to());
    }

    /** None when all of it is empty. Refuses beside its field: a part of it only; no time of day; an end before the beginning. */
    public static @Nullable WorkingHours read(Form form) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (form.has("days", Integer.toString(day.getValue()))) {
                days.add(day);
            }
        }
        var from = time(form, "begin");
        var to = time(form, "end");
        if (days.isEmpty() && form.text("begin") == null && form.text("end") == null) {
            return null;
        }
        if (days.isEmpty()) {
            form.refuse(Refusal.invalid("field-required").at("days"));
        }
        missing(form, "begin");
        missing(form, "end");
        if (days.isEmpty() || from == null || to == null) {
            return null;
        }
        try {
            return new WorkingHours(days, from, to);
        } catch (Refusal refusal) {
            form.refuse(refusal.at("begin"));
            return null;
        }
    }

    private static void missing(Form form, String name) {
        if (form.text(name) == null) {
            form.refuse(Refusal.invalid("field-required").at(name));
        }
    }

    private static @Nullable LocalTime time(Form form, String name) {
        var typed = form.text(name);
        try {
            return typed == null ? null : LocalTime.parse(typed);
        } catch (DateTimeException e) {
            form.refuse(Refusal.invalid("time-malformed", "value", String.valueOf(typed))
                    .at(name));
            return null;
        }
    }
}
