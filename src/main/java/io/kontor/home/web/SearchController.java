package io.kontor.home.web;

import io.kontor.home.Commands;
import io.kontor.home.Finder;
import io.kontor.kernel.spi.Found;
import io.kontor.language.Words;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;

/** Search on a page of its own, and the same for the palette on Ctrl-K. */
@Controller
@Needs(kind = "company")
class SearchController {
    private static final int ON_PAGE = 10;
    private static final int IN_PALETTE = 5;
    private static final int COMMANDS = 8;

    private final Finder finder;
    private final Commands commands;
    private final Pages pages;

    SearchController(Finder finder, Commands commands, Pages pages) {
        this.finder = finder;
        this.commands = commands;
        this.pages = pages;
    }

    /** @param detail what tells it from others of its name, in the reader's language */
    record HitLine(String name, String link, String detail) {}

    /** @param all the list with everything found of this kind, or none when it is all here */
    record Group(
            String kind,
            String icon,
            List<HitLine> hits,
            @Nullable String all) {}

    record SearchPage(String typed, List<Group> groups, List<Commands.Command> commands, List<String> kinds) {
        boolean nothing() {
            return groups.isEmpty() && commands.isEmpty();
        }
    }

    @GetMapping("/search")
    View search(Viewer viewer, @RequestParam(defaultValue = "") String q) {
        var typed = q.strip();
        var groups = finder.find(viewer.actor(), typed, ON_PAGE + 1).stream()
                .map(group -> group(viewer.words(), group, typed))
                .toList();
        var pagesFound = typed.length() < 2
                ? List.<Commands.Command>of()
                : commands.matching(viewer, typed).stream()
                        .filter(command -> command.path() != null)
                        .toList();
        return pages.show(
                "home/web/search.jte",
                new SearchPage(
                        typed,
                        groups,
                        pagesFound,
                        finder.kinds(viewer.actor()).stream().map(Found::kind).toList()));
    }

    private static Group group(Words words, Finder.Group group, String typed) {
        var found = group.kind();
        var all = group.hits().size() > ON_PAGE && !found.list().isEmpty()
                ? found.list() + "?q=" + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8)
                : null;
        return new Group(
                found.kind(),
                found.icon(),
                group.hits().stream()
                        .limit(ON_PAGE)
                        .map(hit -> new HitLine(hit.name(), hit.link(), detail(words, hit)))
                        .toList(),
                all);
    }

    private static String detail(Words words, Found.Hit hit) {
        return hit.details().stream().map(words::say).collect(Collectors.joining(" · "));
    }

    /**
     * One line of the palette.
     *
     * @param group the heading it stands under
     * @param href where it leads, or none
     * @param form with {@code value}, the button it presses, or none
     */
    record PaletteLine(
            String label,
            String detail,
            String group,
            @Nullable String href,
            @Nullable String form,
            @Nullable String value) {}

    @GetMapping(value = "/search/commands", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<PaletteLine> palette(Viewer viewer, @RequestParam(defaultValue = "") String q) {
        var words = viewer.words();
        var typed = q.strip();
        var lines = new ArrayList<PaletteLine>();
        var found = commands.matching(viewer, typed);
        for (var command :
                typed.isEmpty() ? found : found.stream().limit(COMMANDS).toList()) {
            var press = command.press();
            lines.add(new PaletteLine(
                    command.label(),
                    "",
                    words.t("home.command." + command.group().code()),
                    command.path(),
                    press == null ? null : press.form(),
                    press == null ? null : press.value()));
        }
        for (var group : finder.find(viewer.actor(), typed, IN_PALETTE)) {
            for (var hit : group.hits()) {
                lines.add(new PaletteLine(
                        hit.name(),
                        detail(words, hit),
                        words.t("kinds." + group.kind().kind()),
                        hit.link(),
                        null,
                        null));
            }
        }
        if (typed.length() > 1) {
            lines.add(new PaletteLine(
                    words.t("home.command.search", "words", typed),
                    "",
                    words.t("search.title"),
                    "/search?q=" + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8),
                    null,
                    null));
        }
        return lines;
    }
}
