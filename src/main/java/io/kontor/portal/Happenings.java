package io.kontor.portal;

import io.kontor.database.Rows;
import io.kontor.ledger.SubjectType;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what a partner may know of what happened: acts on its own deals, memberships and people, with the fields their types
 * share. Office people, reasons and everything else of an entry stay out.
 */
@Component
final class Happenings implements Subscription {
    private static final Map<String, SubjectType<?>> SHARED = List.<SubjectType<?>>of(
                    io.kontor.deals.Deals.DEAL,
                    io.kontor.partners.Memberships.MEMBERSHIP,
                    io.kontor.people.People.PERSON)
            .stream()
            .collect(Collectors.toUnmodifiableMap(SubjectType::code, Function.identity()));

    private final JdbcClient jdbc;

    Happenings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "portal.timeline";
    }

    @Override
    public Set<String> kinds() {
        return SHARED.keySet();
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        var own = entries.stream()
                .filter(entry -> entry.partner() != null
                        && SHARED.containsKey(entry.subject().type()))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into portal.timeline (
                    partner_id, position, happened_at, action, subject_type, subject_id, shared
                )
                select partner, position, happened, action, type, subject, shared::jsonb
                from unnest(:partner, :position, :happened, :action, :type, :subject, :shared)
                    as r (partner, position, happened, action, type, subject, shared)
                """)
                .params(Rows.of(own)
                        .uuid("partner", TimelineEntry::partner)
                        .large("position", TimelineEntry::position)
                        .moment("happened", TimelineEntry::occurredAt)
                        .text("action", TimelineEntry::action)
                        .text("type", entry -> entry.subject().type())
                        .uuid("subject", entry -> entry.subject().id())
                        .text("shared", entry -> shared(entry).toString())
                        .params())
                .update();
    }

    private static ObjectNode shared(TimelineEntry entry) {
        var fields = Objects.requireNonNull(SHARED.get(entry.subject().type())).shared();
        return entry.after().deepCopy().retain(fields);
    }
}
