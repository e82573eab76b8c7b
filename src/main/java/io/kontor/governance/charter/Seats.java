package io.kontor.governance.charter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who sits where: gives people to the seats of a ladder so that as many as possible are taken. Nobody takes two, except that an
 * owner of several regions may sit for all of them. Pure.
 */
public final class Seats {
    /** Ways to fill the regions' seats that are tried before the best so far is good enough. */
    private static final int TRIES = 4_000;

    private final List<Seat> places = new ArrayList<>();
    private final Map<Seat, List<UUID>> may = new HashMap<>();
    private Map<Seat, UUID> best = Map.of();
    private int tries;

    /** The n-th seat of a need. */
    public record Seat(Need need, int number) {}

    private Seats(List<Need> needs, Function<Need, Set<UUID>> eligible) {
        for (var need : needs) {
            var people = eligible.apply(need).stream().sorted().toList();
            for (int i = 0; i < need.people(); i++) {
                var seat = new Seat(need, i);
                places.add(seat);
                may.put(seat, people);
            }
        }
        // Regions first: whoever sits there sits nowhere else.
        places.sort(Comparator.comparing(seat -> seat.need().region() == null));
    }

    /** @param eligible who may sit for a need */
    public static Map<Seat, UUID> best(List<Need> needs, Function<Need, Set<UUID>> eligible) {
        var seats = new Seats(needs, eligible);
        seats.regions(0, new LinkedHashMap<>());
        return seats.best;
    }

    /** How many seats of each need are taken. */
    public static Map<Need, Integer> taken(Map<Seat, UUID> seated) {
        var taken = new HashMap<Need, Integer>();
        seated.keySet().forEach(seat -> taken.merge(seat.need(), 1, Integer::sum));
        return taken;
    }

    private boolean enough() {
        return best.size() == places.size() || tries > TRIES;
    }

    private void regions(int at, Map<Seat, UUID> seated) {
        if (enough()) {
            return;
        }
        if (at == places.size() || places.get(at).need().region() == null) {
            tries++;
            var all = others(at, seated);
            if (best.isEmpty() || all.size() > best.size()) {
                best = all;
            }
            return;
        }
        var seat = places.get(at);
        for (var person : fewestElsewhere(seat)) {
            var twice = seated.entrySet().stream()
                    .anyMatch(other -> other.getKey().need().equals(seat.need())
                            && other.getValue().equals(person));
            if (!twice) {
                seated.put(seat, person);
                regions(at + 1, seated);
                seated.remove(seat);
            }
        }
        regions(at + 1, seated);
    }

    /** Those first who are needed nowhere else. */
    private List<UUID> fewestElsewhere(Seat seat) {
        return people(seat).stream()
                .sorted(Comparator.comparingInt((UUID person) -> (int) places.stream()
                        .filter(other ->
                                other.need().region() == null && people(other).contains(person))
                        .count()))
                .toList();
    }

    private List<UUID> people(Seat seat) {
        return may.getOrDefault(seat, List.of());
    }

    /** The seats of no region, by augmenting paths. */
    private Map<Seat, UUID> others(int from, Map<Seat, UUID> regional) {
        var away = new HashSet<>(regional.values());
        var byPerson = new HashMap<UUID, Seat>();
        for (var seat : places.subList(from, places.size())) {
            place(seat, away, byPerson, new HashSet<>());
        }
        var all = new LinkedHashMap<>(regional);
        byPerson.forEach((person, seat) -> all.put(seat, person));
        return all;
    }

    private boolean place(Seat seat, Set<UUID> away, Map<UUID, Seat> byPerson, Set<UUID> tried) {
        for (var person : people(seat)) {
            if (!away.contains(person) && tried.add(person)) {
                @Nullable Seat sits = byPerson.get(person);
                if (sits == null || place(sits, away, byPerson, tried)) {
                    byPerson.put(person, seat);
                    return true;
                }
            }
        }
        return false;
    }
}
