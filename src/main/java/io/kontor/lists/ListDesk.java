package io.kontor.lists;

import io.kontor.kernel.Refusal;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Saved views, exports and changes of many, for whichever list; the lists themselves are contributed by the rooms. */
@Component
public final class ListDesk {
    private static final int MOST_AT_ONCE = 1_000;

    private final Map<String, Listing> listings = new HashMap<>();
    private final SavedViews views;
    private final Lists lists;
    private final Exports files;
    private final ExportDesk exports;
    private final Clock clock;

    ListDesk(List<Listing> listings, SavedViews views, Lists lists, Exports files, ExportDesk exports, Clock clock) {
        listings.forEach(listing -> this.listings.put(listing.code(), listing));
        this.views = views;
        this.lists = lists;
        this.files = files;
        this.exports = exports;
        this.clock = clock;
    }

    private Listing listing(String code) {
        return Optional.ofNullable(listings.get(code)).orElseThrow(() -> Refusal.notFound("list"));
    }

    /** @return the address of the list as kept */
    public String keep(Viewer viewer, String code, Form form) {
        var spec = listing(code).spec(viewer.actor());
        var query = ListQueries.parse(form.value("query"));
        views.create(viewer.actor(), code, form.value("name"), query.toQuery(), form.checked("shared"));
        return query.at(spec.path());
    }

    public String forget(Viewer viewer, String code, UUID view) {
        views.withdraw(viewer.actor(), view);
        return listing(code).spec(viewer.actor()).path();
    }

    public ExportDesk.Page exportPage(Viewer viewer, String code, Map<String, String[]> parameters, Form form) {
        return exportPage(
                viewer, code, form.set("query", ListQuery.of(parameters).toQuery()));
    }

    public ExportDesk.Page exportPage(Viewer viewer, String code, Form form) {
        var spec = listing(code).spec(viewer.actor());
        return exports.page(
                viewer,
                form,
                spec.kind(),
                viewer.words().t(code + ".title"),
                "/lists/" + code + "/export",
                ListQueries.parse(form.value("query")).at(spec.path()),
                form.value("query"));
    }

    public Optional<ExportDesk.Outgoing> allowExport(Viewer viewer, String code, Form form) {
        var actor = viewer.actor();
        var spec = listing(code).spec(actor);
        var query = ListQueries.parse(form.value("query"));
        return exports.allow(
                viewer,
                form,
                spec.kind(),
                code,
                query.toQuery(),
                () -> lists.count(actor, spec, query),
                () -> files.table(actor, viewer.words(), spec, query));
    }

    /**
     * The page of a change of many: first what to change, then its effect.
     *
     * @param effects what it does, when it was asked; empty at first
     */
    public record BulkPage(
            Form form,
            String code,
            String path,
            String action,
            String control,
            boolean dated,
            List<Option> options,
            List<String> rows,
            @Nullable List<BulkAction.Effect> effects) {
        public long changing() {
            return effects == null
                    ? 0
                    : effects.stream().filter(BulkAction.Effect::changes).count();
        }

        public long refused() {
            return effects == null
                    ? 0
                    : effects.stream()
                            .filter(effect -> effect.refusal() != null)
                            .count();
        }
    }

    /** Where the chosen rows go when the change has a page of its own. */
    public Optional<String> bulkElsewhere(Viewer viewer, String code, Form form) {
        var page = action(viewer, listing(code), form).page(rows(form));
        return page.isEmpty() ? Optional.empty() : Optional.of(page);
    }

    public BulkPage bulkPage(Viewer viewer, String code, Form form) {
        var listing = listing(code);
        var spec = listing.spec(viewer.actor());
        var action = action(viewer, listing, form);
        var rows = rows(form);
        List<BulkAction.Effect> effects = null;
        if (form.checked("preview")) {
            effects = form.submit(() -> action.run(viewer.actor(), viewer.words(), rows, told(form, action), false))
                    .orElse(null);
        }
        if (action.dated() && form.value("from").isEmpty()) {
            form.set("from", LocalDate.ofInstant(clock.instant(), viewer.words().zone()));
        }
        return new BulkPage(
                form,
                code,
                ListQueries.parse(form.value("query")).at(spec.path()),
                action.code(),
                action.control().name().toLowerCase(java.util.Locale.ROOT),
                action.dated(),
                action.options(viewer.actor(), viewer.words()),
                rows.stream().map(UUID::toString).toList(),
                effects);
    }

    /** @return where to go when it was done */
    public Optional<String> bulkChange(Viewer viewer, String code, Form form) {
        var listing = listing(code);
        var action = action(viewer, listing, form);
        var rows = rows(form);
        return form.submit(() -> {
            action.run(viewer.actor(), viewer.words(), rows, told(form, action), true);
            return ListQueries.parse(form.value("query"))
                    .at(listing.spec(viewer.actor()).path());
        });
    }

    private static BulkAction action(Viewer viewer, Listing listing, Form form) {
        return listing.actions().stream()
                .filter(action -> action.code().equals(form.value("action")))
                .filter(action -> viewer.may(action.permission()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("page"));
    }

    private static List<UUID> rows(Form form) {
        var rows = form.values("id").stream()
                .flatMap(id -> {
                    try {
                        return Stream.of(UUID.fromString(id));
                    } catch (IllegalArgumentException e) {
                        return Stream.empty();
                    }
                })
                .distinct()
                .toList();
        if (rows.isEmpty()) {
            throw Refusal.invalid("nothing-selected");
        }
        if (rows.size() > MOST_AT_ONCE) {
            throw Refusal.invalid("too-many-selected", "count", rows.size(), "most", MOST_AT_ONCE);
        }
        return rows;
    }

    private static BulkAction.Told told(Form form, BulkAction action) {
        var from = action.dated() ? form.day("from") : null;
        if (action.dated() && from == null) {
            form.refuse(Refusal.invalid("field-required").at("from"));
        }
        form.check();
        return new BulkAction.Told(form.value("value"), from, form.reason());
    }
}
