package io.kontor.metrics;

import io.kontor.ledger.TimelineEntry;
import io.kontor.metrics.SpanSql.Turn;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes where partners stand whenever that changes, and says for whose deals of which days it matters. */
@Component
final class PartnerFacts {
    private final SpanSql sql;

    PartnerFacts(SpanSql sql) {
        this.sql = sql;
    }

    static boolean takes(TimelineEntry entry) {
        return entry.subject().type().equals(Partners.KIND)
                || entry.subject().type().equals(Memberships.KIND);
    }

    /**
     * What entries say of where partners stand.
     *
     * @param before where they stood before all of them
     * @param after by entry: the partners that stand otherwise from it on, and where
     * @param days by partner: from which day to which its deals may count otherwise
     */
    record Moves(Map<UUID, List<Span>> before, Map<UUID, Map<UUID, List<Span>>> after, Map<UUID, Days> days) {
        static final Moves NONE = new Moves(Map.of(), Map.of(), Map.of());
    }

    /** @param to first day not included; an end that is open is null */
    record Days(@Nullable LocalDate from, @Nullable LocalDate to) {
        Days with(Days other) {
            return new Days(
                    from == null || other.from == null ? null : from.isBefore(other.from) ? from : other.from,
                    to == null || other.to == null ? null : to.isBefore(other.to) ? other.to : to);
        }

        /** The days from the first to the last on which two tellings of where a partner stands say different things. */
        static @Nullable Days between(List<Span> was, List<Span> is) {
            var turns = new TreeSet<LocalDate>();
            for (var spans : List.of(was, is)) {
                spans.forEach(span -> {
                    turns.addAll(span.from() == null ? List.of() : List.of(span.from()));
                    turns.addAll(span.to() == null ? List.of() : List.of(span.to()));
                });
            }
            var all = new ArrayList<@Nullable LocalDate>(turns);
            all.addFirst(null);
            Days days = null;
            for (int i = 0; i < all.size(); i++) {
                var from = all.get(i);
                var to = i + 1 < all.size() ? all.get(i + 1) : null;
                var day = from != null ? from : to != null ? to.minusDays(1) : LocalDate.EPOCH;
                if (!Span.at(was, day).equals(Span.at(is, day))) {
                    var stretch = new Days(from, to);
                    days = days == null ? stretch : days.with(stretch);
                }
            }
            return days;
        }
    }

    /** Entries of partners and memberships, in order. */
    Moves take(List<TimelineEntry> entries, SettingSql.Setting setting) {
        if (entries.isEmpty()) {
            return Moves.NONE;
        }
        var partners = partners(entries);
        var told = sql.told(partners);
        var members = members(told);
        var spans = sql.now(partners);
        var moves = new Moves(Map.copyOf(spans), new HashMap<>(), new LinkedHashMap<>());
        var changed = new LinkedHashMap<UUID, Told>();
        var turns = new ArrayList<Turn>();
        var after = new LinkedHashMap<UUID, List<Span>>();
        for (var entry : entries) {
            for (var partner : tell(entry, told, members, changed, setting)) {
                if (told.get(partner) instanceof Told.Firm firm) {
                    var was = spans.getOrDefault(partner, List.of());
                    var is = Span.of(
                            firm,
                            List.copyOf(members.getOrDefault(partner, Map.of()).values()));
                    if (!was.equals(is)) {
                        turn(turns, entry, was, is);
                        spans.put(partner, is);
                        after.put(partner, is);
                        move(moves, entry, partner, was, is);
                    }
                }
            }
        }
        sql.tell(changed);
        if (!turns.isEmpty()) {
            sql.add(turns, after);
        }
        return moves;
    }

    private static void move(Moves moves, TimelineEntry entry, UUID partner, List<Span> was, List<Span> is) {
        moves.after().computeIfAbsent(entry.id(), any -> new LinkedHashMap<>()).put(partner, is);
        var days = Days.between(was, is);
        if (days != null) {
            moves.days().merge(partner, days, Days::with);
        }
    }

    /** The firms these are about, before and after. */
    private Set<UUID> partners(List<TimelineEntry> entries) {
        var partners = new LinkedHashSet<UUID>();
        var memberships = new LinkedHashSet<UUID>();
        for (var entry : entries) {
            if (entry.subject().type().equals(Partners.KIND)) {
                partners.add(entry.subject().id());
            } else {
                memberships.add(entry.subject().id());
                partners.add(entry.after(Memberships.MEMBERSHIP).partner());
            }
        }
        sql.memberships(memberships).values().forEach(told -> partners.add(told.about()));
        return partners;
    }

    /** By partner, then by membership. */
    private static Map<UUID, Map<UUID, Told.Member>> members(Map<UUID, Told> told) {
        var members = new HashMap<UUID, Map<UUID, Told.Member>>();
        told.forEach((id, one) -> {
            if (one instanceof Told.Member member) {
                members.computeIfAbsent(member.about(), any -> new HashMap<>()).put(id, member);
            }
        });
        return members;
    }

    private static Set<UUID> tell(
            TimelineEntry entry,
            Map<UUID, Told> told,
            Map<UUID, Map<UUID, Told.Member>> members,
            Map<UUID, Told> changed,
            SettingSql.Setting setting) {
        var id = entry.subject().id();
        var about = new LinkedHashSet<UUID>();
        var before = told.get(id);
        if (before != null) {
            about.add(before.about());
        }
        Told now;
        if (entry.subject().type().equals(Partners.KIND)) {
            now = Told.Firm.of(
                    entry,
                    entry.after(Partners.PARTNER),
                    LocalDate.ofInstant(entry.occurredAt(), setting.zone()),
                    before instanceof Told.Firm firm ? firm : null);
        } else {
            var member = Told.Member.of(entry, entry.after(Memberships.MEMBERSHIP));
            if (before != null) {
                members.getOrDefault(before.about(), new HashMap<>()).remove(id);
            }
            members.computeIfAbsent(member.about(), any -> new HashMap<>()).put(id, member);
            now = member;
        }
        about.add(now.about());
        told.put(id, now);
        changed.put(id, now);
        return about;
    }

    private static void turn(List<Turn> turns, TimelineEntry entry, List<Span> was, List<Span> is) {
        was.stream()
                .filter(span -> !is.contains(span))
                .forEach(span -> turns.add(new Turn(entry.id(), -1, entry.recordedAt(), span)));
        is.stream()
                .filter(span -> !was.contains(span))
                .forEach(span -> turns.add(new Turn(entry.id(), 1, entry.recordedAt(), span)));
    }
}
