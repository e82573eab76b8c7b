package io.kontor.reports;

import io.kontor.metrics.Dimension;
import io.kontor.metrics.Fiscal;
import io.kontor.metrics.Question;
import io.kontor.ui.Form;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of the figures is looked at: a period, what a partner has to be, as known when. All of it stands in the address.
 *
 * @param period a code of {@link #PERIODS}
 * @param from first day, or none for since the beginning
 * @param last last day, included, or none for until now
 * @param current whether partners count where they stand today
 * @param known only what was known at the end of that day, or none for all that is known
 */
public record Selection(
        String period,
        @Nullable LocalDate from,
        @Nullable LocalDate last,
        Map<Dimension, String> where,
        boolean current,
        @Nullable LocalDate known) {
    public static final String OWN = "own";
    public static final String USUAL = "twelve-months";
    public static final List<String> PERIODS = List.of(
            "this-quarter",
            "last-quarter",
            "this-year",
            "last-year",
            "this-fiscal-year",
            "last-fiscal-year",
            USUAL,
            "ever",
            OWN);
    /** What figures can be narrowed to, in the order of the form. */
    public static final List<Dimension> FILTERS =
            List.of(Dimension.TIER, Dimension.REGION, Dimension.TYPE, Dimension.SEGMENT, Dimension.COUNTRY);

    public Selection {
        where = Map.copyOf(where);
    }

    /** The period that ends today. */
    public static Selection usual(Fiscal fiscal, LocalDate today) {
        return new Selection(USUAL, start(USUAL, fiscal, today), last(USUAL, fiscal, today), Map.of(), false, null);
    }

    /** As asked for in the address; what is not asked for is as usual, and what cannot be read is noted in the form. */
    public static Selection of(Form form, Fiscal fiscal, LocalDate today) {
        var typedFrom = form.day("from");
        var typedTo = form.day("to");
        var typed = form.value("period");
        var period = PERIODS.contains(typed) ? typed : typedFrom != null || typedTo != null ? OWN : USUAL;
        if (typedFrom != null && typedTo != null && typedTo.isBefore(typedFrom)) {
            form.refuse(
                    io.kontor.kernel.Refusal.invalid("numbers-to-before-from").at("to"));
            typedTo = null;
        }
        var where = new EnumMap<Dimension, String>(Dimension.class);
        for (var dimension : FILTERS) {
            var value = form.text(dimension.code());
            if (value != null) {
                where.put(dimension, value);
            }
        }
        boolean own = period.equals(OWN);
        return new Selection(
                period,
                own ? typedFrom : start(period, fiscal, today),
                own ? typedTo : last(period, fiscal, today),
                where,
                form.checked("current"),
                form.day("as_of"));
    }

    private static @Nullable LocalDate start(String period, Fiscal fiscal, LocalDate today) {
        var year = today.withDayOfYear(1);
        return switch (period) {
            case "this-quarter" -> fiscal.start(Dimension.QUARTER, today);
            case "last-quarter" -> fiscal.start(Dimension.QUARTER, today).minusMonths(3);
            case "this-year" -> year;
            case "last-year" -> year.minusYears(1);
            case "this-fiscal-year" -> fiscal.start(Dimension.YEAR, today);
            case "last-fiscal-year" -> fiscal.start(Dimension.YEAR, today).minusYears(1);
            case USUAL -> today.minusYears(1).plusDays(1);
            default -> null;
        };
    }

    /** A period that still runs ends today, so that it is compared with as many days before it. */
    private static LocalDate last(String period, Fiscal fiscal, LocalDate today) {
        return switch (period) {
            case "last-quarter" -> fiscal.start(Dimension.QUARTER, today).minusDays(1);
            case "last-year" -> today.withDayOfYear(1).minusDays(1);
            case "last-fiscal-year" -> fiscal.start(Dimension.YEAR, today).minusDays(1);
            default -> today;
        };
    }

    public Question question(Question asked, ZoneId zone) {
        var question = asked.within(from, last == null ? null : last.plusDays(1))
                .current(current)
                .asOf(
                        known == null
                                ? null
                                : known.plusDays(1).atStartOfDay(zone).toInstant());
        for (var filter : where.entrySet()) {
            question = question.where(filter.getKey(), filter.getValue());
        }
        return question;
    }

    /** Its part of the address of this page. */
    public String query() {
        var query = new StringBuilder("period=").append(period);
        if (period.equals(OWN)) {
            days(query);
        }
        return query.append(rest(known == null ? null : known.toString())).toString();
    }

    /** The same for a page of rows, which knows no names of periods. */
    public String rows(ZoneId zone) {
        var query = new StringBuilder();
        days(query);
        query.append(rest(
                known == null
                        ? null
                        : known.plusDays(1).atStartOfDay(zone).toInstant().toString()));
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private void days(StringBuilder query) {
        if (from != null) {
            query.append("&from=").append(from);
        }
        if (last != null) {
            query.append("&to=").append(last);
        }
    }

    private String rest(@Nullable String moment) {
        var rest = new StringBuilder();
        FILTERS.stream()
                .filter(where::containsKey)
                .forEach(filter -> rest.append(parameter(filter.code(), Objects.requireNonNull(where.get(filter)))));
        if (current) {
            rest.append("&current=1");
        }
        return rest.append(moment == null ? "" : parameter("as_of", moment)).toString();
    }

    static String parameter(String name, String value) {
        return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
