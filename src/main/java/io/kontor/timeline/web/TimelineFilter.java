package io.kontor.timeline.web;

import io.kontor.ledger.TimelineQuery;
import io.kontor.timeline.Acts;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a timeline somebody asked for, as it stands in the address.
 *
 * @param actor the id of a person, {@link #HOUSE}, or empty
 * @param act what was done, whatever it was done to; or empty
 * @param type the type of what it was done to, or empty
 * @param from the first day wanted, or empty
 * @param to the last day wanted, or empty
 */
record TimelineFilter(String actor, String act, String type, String from, String to) {
    /** Stands for whoever acts without being a person. */
    static final String HOUSE = "house";

    static TimelineFilter of(HttpServletRequest request) {
        return new TimelineFilter(
                given(request, "actor"),
                given(request, "act"),
                given(request, "type"),
                given(request, "from"),
                given(request, "to"));
    }

    private static String given(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** Whether anything at all is left out. */
    public boolean any() {
        return !(actor + act + type + from + to).isEmpty();
    }

    /** What cannot be read of it filters nothing, except an act nobody knows, which nobody did. */
    TimelineQuery on(TimelineQuery query, Viewer viewer) {
        var filtered = query.filtered(
                id(actor), acts(), type.isEmpty() ? null : type, startOf(viewer, from, 0), startOf(viewer, to, 1));
        return actor.equals(HOUSE) ? filtered.byTheHouse() : filtered;
    }

    private Set<String> acts() {
        if (act.isEmpty()) {
            return Set.of();
        }
        var named = Acts.named(act, type.isEmpty() ? Set.of() : Set.of(type));
        return named.isEmpty() ? Set.of(act) : named;
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Instant startOf(Viewer viewer, String day, int later) {
        try {
            return day.isEmpty()
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(later)
                            .atStartOfDay(viewer.words().zone())
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The address of a page of what is asked for. */
    String address(String path, @Nullable Long before) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("actor", actor);
        parameters.put("act", act);
        parameters.put("type", type);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("before", before == null ? "" : before.toString());
        var query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(TimelineFilter::encoded)
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
    }
}
