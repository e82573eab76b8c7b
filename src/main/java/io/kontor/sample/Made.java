package io.kontor.sample;

import io.kontor.reports.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which ids the things of a plan were given so far, by their place in it. */
final class Made {
    final List<UUID> regions = new ArrayList<>();
    final List<UUID> staff = new ArrayList<>();
    final List<UUID> families = new ArrayList<>();
    final List<UUID> products = new ArrayList<>();
    final Map<Integer, UUID> firms = new HashMap<>();
    final Map<Integer, List<UUID>> contacts = new HashMap<>();
    final Map<Integer, UUID> memberships = new HashMap<>();
    final Map<Integer, UUID> customers = new HashMap<>();
    final Map<Integer, UUID> deals = new HashMap<>();

    /** What was agreed on so far. */
    final List<Target> targets = new ArrayList<>();

    @Nullable UUID programme;

    UUID firm(int index) {
        return Objects.requireNonNull(firms.get(index), "a firm is recruited before it sells");
    }

    /** Somebody of a firm, another one for each deal; none of a firm without people. */
    @Nullable UUID contact(int firm, int deal) {
        var people = contacts.getOrDefault(firm, List.of());
        return people.isEmpty() ? null : people.get(deal % people.size());
    }

    UUID deal(int index) {
        return Objects.requireNonNull(deals.get(index), "a deal is opened before it moves");
    }
}
