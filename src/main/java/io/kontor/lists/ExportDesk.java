package io.kontor.lists;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The form that asks what a table is wanted for and as what, and the file that follows it. */
@Component
public final class ExportDesk {
    private final Exports exports;
    private final Clock clock;

    ExportDesk(Exports exports, Clock clock) {
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * @param title what is exported
     * @param action the address the form goes to
     * @param back where it came from
     * @param query a list's query, or empty when the address says it all
     */
    public record Page(Form form, String title, String action, String back, String query, List<Option> formats) {}

    /** Refuses: not allowed to export this kind. */
    public Page page(Viewer viewer, Form form, String kind, String title, String action, String back, String query) {
        viewer.actor().role(kind, Verb.EXPORT);
        if (form.value("format").isEmpty()) {
            form.set("format", FileFormat.CSV);
        }
        return new Page(
                form, title, action, back, query, Option.of(viewer.words(), "lists.format", FileFormat.values()));
    }

    /** A file that may be written. */
    public final class Outgoing {
        private final Supplier<DataTable> table;
        private final FileFormat format;
        private final String name;

        Outgoing(Supplier<DataTable> table, FileFormat format, String name) {
            this.table = table;
            this.format = format;
            this.name = name;
        }

        /** Answers with the file. */
        public void send(HttpServletResponse response) throws IOException {
            response.setContentType(format.contentType());
            response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
            exports.write(table.get(), format, response.getOutputStream());
        }
    }

    /**
     * Records the export the form asks for; nothing when the form is wrong, and then says why.
     *
     * @param kind what the table holds
     * @param rows counts them
     */
    public Optional<Outgoing> allow(
            Viewer viewer,
            Form form,
            String kind,
            String code,
            String query,
            Supplier<Long> rows,
            Supplier<DataTable> table) {
        return form.submit(() -> {
            var chosen = form.choice("format", FileFormat.class);
            if (chosen == null) {
                form.refuse(Refusal.invalid("field-required").at("format"));
            }
            form.check();
            var format = chosen == null ? FileFormat.CSV : chosen;
            exports.allow(viewer.actor(), kind, code, query, rows.get(), format, form.text("purpose"));
            var day = LocalDate.ofInstant(clock.instant(), viewer.words().zone());
            return new Outgoing(table, format, code.replace('_', '-') + "-" + day + "." + format.suffix());
        });
    }
}
