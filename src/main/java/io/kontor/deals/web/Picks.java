package io.kontor.deals.web;

import io.kontor.kernel.Refusal;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody meant who typed into a picker: by the id behind the name, or by a name only one thing has. */
final class Picks {
    private Picks() {}

    /** One thing a name may mean. */
    record Meant(UUID id, String name) {}

    @FunctionalInterface
    interface Search {
        List<Meant> find(String words, int most);
    }

    /**
     * @param code begins the refusals: {@code <code>-unknown}, {@code <code>-ambiguous}
     * @return none when nothing was typed, or when what was typed is noted as a mistake
     */
    static @Nullable UUID read(Form form, String field, @Nullable String typed, String code, Search search) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var id = Option.id(typed);
        if (id.isPresent()) {
            return id.get();
        }
        var found = search.find(typed, 20);
        var exact = found.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed.strip()))
                .toList();
        var fitting = exact.isEmpty() ? found : exact;
        if (fitting.size() == 1) {
            return fitting.getFirst().id();
        }
        form.refuse((fitting.isEmpty()
                        ? Refusal.invalid(code + "-unknown", "name", typed)
                        : Refusal.invalid(code + "-ambiguous", "name", typed, "count", fitting.size()))
                .at(field));
        return null;
    }
}
