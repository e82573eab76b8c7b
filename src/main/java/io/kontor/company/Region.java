package io.kontor.company;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A named set of countries or subdivisions with the people who own it; also the complete state in the ledger.
 *
 * @param members ISO 3166-1 or 3166-2 codes and the days they belong to it
 * @param owners people and the days they answer for it
 */
public record Region(
        String code, String name, List<Dated<String>> members, List<Dated<UUID>> owners, boolean withdrawn) {
    public Region {
        code = Fields.code(code, "code");
        name = Fields.required(name, "name", 120);
        members = members.stream()
                .map(member -> new Dated<>(place(member.value()), member.from(), member.to()))
                .toList();
        checkEach(members, "members");
        checkEach(owners, "owners");
        owners = List.copyOf(owners);
    }

    /** A country, or one of its subdivisions: DE, US-CA. Refuses: no such country. */
    static String place(String code) {
        var clean = code.strip().toUpperCase(Locale.ROOT);
        var country = clean.split("-", 2)[0];
        Fields.country(country, "members");
        if (!clean.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?")) {
            throw Refusal.invalid("country-unknown", "country", code).at("members");
        }
        return clean;
    }

    /** The same member may come and go, but not twice at once. */
    private static <T> void checkEach(List<Dated<T>> list, String field) {
        var byValue = new HashMap<T, List<Dated<T>>>();
        for (var dated : list) {
            byValue.merge(dated.value(), List.of(dated), (one, two) -> {
                var both = new java.util.ArrayList<>(one);
                both.addAll(two);
                return both;
            });
        }
        byValue.values().forEach(history -> Dated.checked(history, field));
    }

    Region withdrawnNow() {
        return new Region(code, name, members, owners, true);
    }
}
