package io.kontor.governance.decisions;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Holding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Objects a decision is about: people give them by the addresses of their pages. */
@Component
public final class DecisionLinks {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://[^/\\s]+)?(/[^?#\\s]*?)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#].*)?");

    private final ObjectProvider<Holding> holdings;

    DecisionLinks(ObjectProvider<Holding> holdings) {
        this.holdings = holdings;
    }

    /** An object by its name and page. */
    public record Named(String kind, String name, String link) {}

    private Map<String, Holding> byType() {
        var byType = new HashMap<String, Holding>();
        holdings.forEach(holding -> byType.put(holding.type(), holding));
        return byType;
    }

    /** Those the actor may see. */
    public List<Named> named(Actor actor, List<Subject> links) {
        var byType = byType();
        return links.stream()
                .map(link -> Optional.ofNullable(byType.get(link.type()))
                        .filter(holding -> holding.visible(actor, link.id()).isPresent())
                        .map(holding -> new Named(
                                link.type(),
                                holding.titles(actor, List.of(link.id())).getOrDefault(link.id(), ""),
                                holding.link(link.id())))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    /** One address a line, as the form shows them. */
    public String typed(List<Subject> links) {
        var byType = byType();
        return links.stream()
                .filter(link -> byType.containsKey(link.type()))
                .map(link -> Objects.requireNonNull(byType.get(link.type())).link(link.id()))
                .collect(Collectors.joining("\n"));
    }

    /** Refuses: a line that is no page of an object the actor may see. */
    public List<Subject> read(Actor actor, List<String> addresses) {
        return addresses.stream()
                .map(address -> read(actor, address))
                .distinct()
                .toList();
    }

    private Subject read(Actor actor, String address) {
        var found = ADDRESS.matcher(address);
        if (found.matches()) {
            var id = UUID.fromString(found.group(2));
            var path = found.group(1) + id;
            var holding = holdings.stream()
                    .filter(one -> one.link(id).equals(path))
                    .filter(one -> one.visible(actor, id).isPresent())
                    .findFirst();
            if (holding.isPresent()) {
                return new Subject(holding.get().type(), id);
            }
        }
        throw Refusal.invalid("decision-link-unknown", "address", address).at("links");
    }
}
