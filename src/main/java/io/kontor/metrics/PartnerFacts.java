package io.kontor.metrics;

import io.kontor.ledger.TimelineEntry;
import io.kontor.metrics.SpanSql.Turn;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes where partners stand whenever that changes, and puts it into the facts of their deals. */
@Component
final class PartnerFacts {
    private final SpanSql sql;
    private final FactSql facts;
    private final DealFacts deals;

    PartnerFacts(SpanSql sql, FactSql facts, DealFacts deals) {
        this.sql = sql;
        this.facts = facts;
        this.deals = deals;
    }

    static boolean takes(TimelineEntry entry) {
        return entry.subject().type().equals(Partners.KIND)
                || entry.subject().type().equals(Memberships.KIND);
    }

    /** Entries of partners and memberships, in order. */
    void take(List<TimelineEntry> entries, SettingSql.Setting setting) {
        var partners = partners(entries);
        var told = sql.told(partners);
        var spans = sql.now(partners);
        var dealing = facts.dealing(partners);
        var changed = new LinkedHashMap<UUID, Told>();
        var turns = new ArrayList<Turn>();
        var after = new LinkedHashMap<UUID, List<Span>>();
        for (var entry : entries) {
            var about = tell(entry, told, changed, setting);
            var moved = new HashSet<UUID>();
            for (var partner : about) {
                if (told.get(partner) instanceof Told.Firm firm) {
                    var was = spans.getOrDefault(partner, List.of());
                    var is = Span.of(firm, members(told, partner));
                    if (!was.equals(is)) {
                        turn(turns, entry, was, is);
                        spans.put(partner, is);
                        after.put(partner, is);
                        moved.add(partner);
                    }
                }
            }
            moved.retainAll(dealing);
            if (!moved.isEmpty()) {
                deals.restate(moved, spans, entry.id(), entry.recordedAt());
            }
        }
        sql.tell(changed);
        if (!turns.isEmpty()) {
            sql.add(turns, after);
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

    private static Set<UUID> tell(
            TimelineEntry entry, Map<UUID, Told> told, Map<UUID, Told> changed, SettingSql.Setting setting) {
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
            now = Told.Member.of(entry, entry.after(Memberships.MEMBERSHIP));
        }
        about.add(now.about());
        told.put(id, now);
        changed.put(id, now);
        return about;
    }

    private static List<Told.Member> members(Map<UUID, Told> told, UUID partner) {
        return told.values().stream()
                .filter(Told.Member.class::isInstance)
                .map(Told.Member.class::cast)
                .filter(member -> member.about().equals(partner))
                .toList();
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
