package io.kontor.governance.approvals;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.governance.charter.Route;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.Book;
import io.kontor.ledger.Recorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where requests and what they are about are written. */
final class RequestShelf implements Book.Shelf<Request> {
    private final JdbcClient jdbc;

    RequestShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Counted(Recorded<Request> of, int n, Act act, boolean counts) {
        String clauses() {
            return array(of.state().cited().stream()
                    .filter(cited -> cited.act().equals(act.code()))
                    .map(Route.Cited::clause)
                    .toList());
        }
    }

    private static String array(Collection<String> codes) {
        return "{" + String.join(",", codes) + "}";
    }

    @Override
    public Map<UUID, UUID> versions(Collection<UUID> requests, boolean lock) {
        return Tables.versions(jdbc, "governance.request", requests, lock);
    }

    @Override
    public void write(List<Recorded<Request>> recorded) {
        jdbc.sql("""
                insert into governance.request (
                    id, subject_type, subject_id, title, title_key, search, requester_id, state, asked_at, due_at, decided_at,
                    sole, emergency, gap, waits, unratified, escalated, ends_at, acts, clauses, charter, entry_id
                )
                select id, type, subject, title, key, search, requester, state, asked, due, decided, sole, emergency, gap,
                    waits, unratified, escalated, ends, acts::text[], clauses::text[], charter, entry
                from unnest(:id, :type, :subject, :title, :key, :search, :requester, :state, :asked, :due, :decided, :sole,
                        :emergency, :gap, :waits, :unratified, :escalated, :ends, :acts, :clauses, :charter, :entry)
                    as r (id, type, subject, title, key, search, requester, state, asked, due, decided, sole, emergency, gap,
                        waits, unratified, escalated, ends, acts, clauses, charter, entry)
                on conflict (id) do update set state = excluded.state, asked_at = excluded.asked_at,
                    clauses = excluded.clauses, charter = excluded.charter, gap = excluded.gap, due_at = excluded.due_at,
                    decided_at = excluded.decided_at, sole = excluded.sole, emergency = excluded.emergency,
                    waits = excluded.waits, unratified = excluded.unratified, escalated = excluded.escalated,
                    ends_at = excluded.ends_at, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("type", one -> one.state().subjectType())
                        .uuid("subject", one -> one.state().subjectId())
                        .text("title", one -> one.state().title())
                        .bytes("key", one -> SortKeys.of(one.state().title()))
                        .text("search", one -> SortKeys.folded(one.state().title()))
                        .uuid("requester", one -> one.state().requester())
                        .text("state", one -> one.state().state().code())
                        .moment("asked", one -> one.state().askedAt())
                        .moment("due", one -> one.state().due())
                        .moment("decided", one -> one.state().decidedAt())
                        .truth("sole", one -> one.state().sole())
                        .truth("emergency", one -> one.state().emergency() != null)
                        .truth("gap", one -> !one.state().gaps().isEmpty())
                        .truth("waits", one -> one.state().waits())
                        .truth("unratified", one -> one.state().unratified())
                        .truth("escalated", one -> one.state().escalated())
                        .moment("ends", one -> ends(one.state()))
                        .text(
                                "acts",
                                one -> array(one.state().acts().stream()
                                        .map(Act::code)
                                        .distinct()
                                        .toList()))
                        .text(
                                "clauses",
                                one -> array(one.state().cited().stream()
                                        .map(Route.Cited::clause)
                                        .distinct()
                                        .toList()))
                        .text(
                                "charter",
                                one -> one.state().cited().stream()
                                        .map(cited -> cited.charter().toString())
                                        .findFirst()
                                        .orElse(""))
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        writeActs(recorded);
    }

    private @Nullable Instant ends(Request request) {
        var emergency = request.emergency();
        return emergency != null && request.provisional() ? emergency.until() : null;
    }

    private void writeActs(List<Recorded<Request>> recorded) {
        var rows = new ArrayList<Counted>();
        for (var one : recorded) {
            var request = one.state();
            boolean counts = request.state() == Request.State.OPEN || request.state() == Request.State.APPROVED;
            for (int i = 0; i < request.acts().size(); i++) {
                rows.add(new Counted(one, i, request.acts().get(i), counts));
            }
        }
        jdbc.sql("""
                insert into governance.request_act (request_id, n, act, measure, clauses, asked_at, counts, entry_id)
                select request, n, act, measure, clauses::text[], asked, counts, entry
                from unnest(:request, :n, :act, :measure, :clauses, :asked, :counts, :entry)
                    as r (request, n, act, measure, clauses, asked, counts, entry)
                on conflict (request_id, n) do update set counts = excluded.counts,
                    clauses = excluded.clauses, asked_at = excluded.asked_at, entry_id = excluded.entry_id
                """)
                .params(Rows.of(rows)
                        .uuid("request", row -> row.of().id())
                        .whole("n", Counted::n)
                        .text("act", row -> row.act().code())
                        .number("measure", row -> abs(row.act().measure()))
                        .text("clauses", Counted::clauses)
                        .moment("asked", row -> row.of().state().askedAt())
                        .truth("counts", Counted::counts)
                        .uuid("entry", row -> row.of().entryId())
                        .params())
                .update();
    }

    private static @Nullable BigDecimal abs(@Nullable BigDecimal measure) {
        return measure == null ? null : measure.abs();
    }

    @Override
    public Place place(Actor actor, UUID id, Request request) {
        return Place.ANYWHERE;
    }

    @Override
    public @Nullable UUID partner(UUID id, Request request) {
        return null;
    }
}
