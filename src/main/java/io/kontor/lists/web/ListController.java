package io.kontor.lists.web;

import io.kontor.lists.ListDesk;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** What every list can do: keep a view, go out as a file, change many rows. */
@Controller
class ListController {
    private final ListDesk desk;
    private final Pages pages;

    ListController(ListDesk desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    @PostMapping("/lists/{code}/views")
    @Needs(kind = "view", verb = io.kontor.kernel.Verb.CREATE)
    View keep(Viewer viewer, Form form, @PathVariable String code) {
        return Pages.to(desk.keep(viewer, code, form), "view-kept");
    }

    @PostMapping("/lists/{code}/views/{id}/removal")
    @Needs(kind = "view", verb = io.kontor.kernel.Verb.CHANGE)
    View forget(Viewer viewer, @PathVariable String code, @PathVariable UUID id) {
        return Pages.to(desk.forget(viewer, code, id), "view-forgotten");
    }

    @GetMapping("/lists/{code}/export")
    @Needs(kind = "view")
    View exportPage(Viewer viewer, @PathVariable String code, HttpServletRequest request) {
        return pages.show(
                "lists/web/export.jte",
                desk.exportPage(viewer, code, request.getParameterMap(), Form.fresh(viewer.words())));
    }

    @PostMapping("/lists/{code}/export")
    @Needs(kind = "view")
    @Nullable View export(Viewer viewer, Form form, @PathVariable String code, HttpServletResponse response) throws IOException {
        var allowed = desk.allowExport(viewer, code, form);
        if (allowed.isEmpty()) {
            return pages.show(
                    "lists/web/export.jte", desk.exportPage(viewer, code, form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        allowed.get().send(response);
        return null;
    }

    @PostMapping("/lists/{code}/bulk")
    @Needs(kind = "view")
    View bulk(Viewer viewer, Form form, @PathVariable String code) {
        return desk.bulkElsewhere(viewer, code, form)
                .map(Pages::to)
                .orElseGet(() -> pages.show("lists/web/bulk.jte", desk.bulkPage(viewer, code, form)));
    }

    @PostMapping("/lists/{code}/bulk/change")
    @Needs(kind = "view")
    View change(Viewer viewer, Form form, @PathVariable String code) {
        var changed = desk.bulkChange(viewer, code, form);
        return changed.map(path -> Pages.to(path, "bulk-changed"))
                .orElseGet(() -> pages.show("lists/web/bulk.jte", desk.bulkPage(viewer, code, form)));
    }
}
