package io.kontor.deals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Importable.Incoming;
import io.kontor.kernel.spi.Importable.Outcome;
import io.kontor.kernel.spi.Importable.Result;
import io.kontor.partners.Contacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom rows mean that name a partner's contact: by address, or by the id Kontor gave. Who is not found, or is several, leaves
 * the deal as it is otherwise, and is counted.
 */
final class ImportContacts {
    private static final String FIELD = "contact";

    private final Map<String, List<Contacts.At>> byEmail;
    private final Map<UUID, UUID> firms;
    private final Map<String, String> warnings = new HashMap<>();

    private ImportContacts(Map<String, List<Contacts.At>> byEmail, Map<UUID, UUID> firms) {
        this.byEmail = byEmail;
        this.firms = firms;
    }

    static ImportContacts of(Actor actor, Contacts contacts, List<Incoming> batch) {
        var told = batch.stream().flatMap(one -> text(one).stream()).distinct().toList();
        return new ImportContacts(
                contacts.byEmail(
                        actor, told.stream().filter(one -> one.contains("@")).toList()),
                contacts.firms(
                        actor, told.stream().flatMap(one -> id(one).stream()).toList()));
    }

    private static Optional<String> text(Incoming one) {
        return one.values().speakOf(FIELD)
                ? Optional.ofNullable(one.values().text(FIELD))
                        .map(text -> text.strip().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static Optional<UUID> id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    /** The deal with the contact its row names; an empty cell takes the contact away. */
    Deal told(Deal deal, Incoming one) {
        if (!one.values().speakOf(FIELD)) {
            return deal;
        }
        var text = text(one);
        var found = text.map(name -> found(deal, name)).orElse(List.of());
        if (text.isPresent() && found.size() != 1) {
            warnings.put(key(one), found.isEmpty() ? "unknown_contact" : "ambiguous_contact");
            return deal;
        }
        return deal.builder()
                .contactId(found.isEmpty() ? null : found.getFirst())
                .build();
    }

    /** Who is meant; somebody at a partner on the deal rather than a namesake elsewhere. */
    private List<UUID> found(Deal deal, String name) {
        var id = id(name);
        if (id.isPresent()) {
            return Stream.of(id.get()).filter(firms::containsKey).toList();
        }
        var all = byEmail.getOrDefault(name, List.of());
        var near = all.stream()
                .filter(at -> deal.partners().stream()
                        .anyMatch(share -> share.partnerId().equals(at.firm())))
                .toList();
        return (near.isEmpty() ? all : near).stream().map(Contacts.At::id).toList();
    }

    private static String key(Incoming one) {
        return one.system() + "/" + one.key();
    }

    /** What happened to each, with what is worth counting. */
    List<Outcome> noted(List<Incoming> batch, List<Outcome> outcomes) {
        var noted = new ArrayList<Outcome>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            @Nullable String warning = warnings.get(key(batch.get(i)));
            var outcome = outcomes.get(i);
            noted.add(
                    warning == null || outcome.result() == Result.REFUSED
                            ? outcome
                            : outcome.noting(List.of(Objects.requireNonNull(warning))));
        }
        return noted;
    }
}
