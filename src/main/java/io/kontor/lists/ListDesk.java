package io.kontor.lists;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import java.io.IOException;
import java.io.OutputStream;
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
    private final Exports exports;
    private final Clock clock;

    ListDesk(List<Listing> listings, SavedViews views, Exports exports, Clock clock) {
        listings.forEach(listing -> this.listings.put(listing.code(), listing));
        this.views = views;
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

    public record ExportPage(Form form, String code, String path, String query, List<Option> formats) {}

    public ExportPage exportPage(Viewer viewer, String code, Map<String, String[]> parameters, Form form) {
        return exportPage(
                viewer, code, form.set("query", ListQuery.of(parameters).toQuery()));
    }

    public ExportPage exportPage(Viewer viewer, String code, Form form) {
        var spec = listing(code).spec(viewer.actor());
        viewer.actor().role(spec.kind(), Verb.EXPORT);
        return new ExportPage(
                form,
                code,
                ListQueries.parse(form.value("query")).at(spec.path()),
                form.value("query"),
                Option.of(viewer.words(), "lists.format", Exports.Format.values()));
    }

    /** A file that may be written. */
    public static final class Allowed {
        private final Exports.Allowed export;
        private final String fileName;

        Allowed(Exports.Allowed export, String fileName) {
            this.export = export;
            this.fileName = fileName;
        }

        public String fileName() {
            return fileName;
        }

        public String contentType() {
            return switch (export.format()) {
                case CSV -> "text/csv;charset=UTF-8";
                case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            };
        }
    }

    public Optional<Allowed> allowExport(Viewer viewer, String code, Form form) {
        var spec = listing(code).spec(viewer.actor());
        return form.submit(() -> {
            var format = form.choice("format", Exports.Format.class);
            if (format == null) {
                form.refuse(Refusal.invalid("field-required").at("format"));
            }
            form.check();
            var query = ListQueries.parse(form.value("query"));
            var chosen = format == null ? Exports.Format.CSV : format;
            var allowed = exports.allow(viewer.actor(), spec, query, chosen, form.text("purpose"));
            var day = LocalDate.ofInstant(clock.instant(), viewer.words().zone());
            return new Allowed(allowed, code + "-" + day + "." + chosen.name().toLowerCase(java.util.Locale.ROOT));
        });
    }

    public void writeExport(Viewer viewer, Allowed allowed, OutputStream out) throws IOException {
        exports.write(viewer.actor(), viewer.words(), allowed.export, out);
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
