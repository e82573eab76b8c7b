package io.kontor.reports;

import io.kontor.kernel.Fields;
import io.kontor.metrics.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page for people who decide; also the complete state in the ledger. Its figures are not in it: they are computed anew, as
 * they were known at its moment, and so are what they were.
 *
 * @param from first day of its period, or none for since the beginning
 * @param last last day, included
 * @param where what partners had to be, by the code of a dimension
 * @param current whether partners count where they stood at its moment
 * @param knownAt the moment its figures are of
 */
public record Brief(
        String name,
        @Nullable LocalDate from,
        @Nullable LocalDate last,
        Map<String, String> where,
        boolean current,
        Instant knownAt,
        @Nullable String findings,
        @Nullable String ask,
        boolean withdrawn) {
    public Brief {
        name = Fields.required(name, "name", 160);
        findings = Fields.optional(findings, "findings", 4_000);
        ask = Fields.optional(ask, "ask", 2_000);
        where = Map.copyOf(where);
    }

    Brief withdrawn(boolean gone) {
        return new Brief(name, from, last, where, current, knownAt, findings, ask, gone);
    }

    public Brief saying(String title, @Nullable String found, @Nullable String asked) {
        return new Brief(title, from, last, where, current, knownAt, found, asked, withdrawn);
    }

    Selection selection() {
        var narrowed = new EnumMap<Dimension, String>(Dimension.class);
        where.forEach((code, value) -> Dimension.of(code).ifPresent(one -> narrowed.put(one, value)));
        return new Selection(Selection.OWN, from, last, narrowed, current, null);
    }
}
