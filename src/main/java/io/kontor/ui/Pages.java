package io.kontor.ui;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Makes pages: a template, its page record, and what every page has. */
@Component
public final class Pages {
    private final TemplateEngine templates;
    private final Assets assets;
    private final List<NavEntry> navigation;

    Pages(TemplateEngine templates, Assets assets, List<NavEntry> navigation) {
        this.templates = templates;
        this.assets = assets;
        this.navigation = navigation.stream().sorted(NavEntry.ORDER).toList();
    }

    /** @param template by its path below {@code io/kontor}, e.g. {@code partners/web/partner-list.jte} */
    public View show(String template, Object page) {
        return new Shown(template, page, HttpStatus.OK);
    }

    public View show(String template, Object page, HttpStatus status) {
        return new Shown(template, page, status);
    }

    /** Back to a page of ours after something was done. */
    public static View to(String path) {
        return redirect(path);
    }

    /** The same, with a sentence about what was done: the key {@code said.<what>}. */
    public static View to(String path, String what) {
        var mark = path.indexOf('#');
        var bare = mark < 0 ? path : path.substring(0, mark);
        var anchor = mark < 0 ? "" : path.substring(mark);
        return redirect(bare + (bare.contains("?") ? "&" : "?") + "said=" + what + anchor);
    }

    /** Back to a page of ours after something was refused; the page says why. For refusals whose sentence names nothing. */
    public static View refused(String path, Refusal refusal) {
        return to(path, Ui.REFUSED + refusal.code());
    }

    private static View redirect(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            throw new IllegalArgumentException("redirects stay in the house: " + path);
        }
        var view = new RedirectView(path);
        view.setExposeModelAttributes(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

    /** A path given by the outside to come back to, if it is one of ours. */
    public static Optional<String> ours(@org.jspecify.annotations.Nullable String path) {
        return Optional.ofNullable(path)
                .filter(p -> p.startsWith("/") && !p.startsWith("//") && !p.contains("\\") && !p.contains("\n"));
    }

    private final class Shown implements View {
        private final String template;
        private final Object page;
        private final HttpStatus status;

        Shown(String template, Object page, HttpStatus status) {
            this.template = template;
            this.page = page;
            this.status = status;
        }

        @Override
        public void render(
                @org.jspecify.annotations.Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            var output = new Utf8ByteOutput();
            var ui = ui(request);
            templates.render(template, Map.of("ui", ui, "page", page), new ErasedWords(output, ui.words()));
            response.setStatus(status.value());
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(output.getContentLength());
            response.setHeader("Vary", "HX-Request");
            var viewer = (Viewer) request.getAttribute(Viewer.ATTRIBUTE);
            if (viewer != null && viewer.signedIn() != null) {
                ServerTiming.tell(request, response);
            }
            output.writeTo(response.getOutputStream());
        }
    }

    private Ui ui(HttpServletRequest request) {
        var viewer = (Viewer) request.getAttribute(Viewer.ATTRIBUTE);
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var query = request.getQueryString();
        return new Ui(
                viewer,
                assets,
                visible(viewer),
                request.getRequestURI(),
                query == null ? "" : query,
                token == null ? null : token.getToken(),
                UUID.randomUUID().toString(),
                request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null,
                (String) request.getAttribute(Ui.LOGO),
                Boolean.TRUE.equals(request.getAttribute(Ui.SAMPLE)),
                said(request));
    }

    private List<NavEntry> visible(Viewer viewer) {
        var actor = viewer.signedIn();
        return actor == null
                ? List.of()
                : navigation.stream().filter(entry -> entry.opensTo(actor)).toList();
    }

    private static @org.jspecify.annotations.Nullable String said(HttpServletRequest request) {
        var said = request.getParameter("said");
        return said != null && Words.has(Ui.said(said)) ? said : null;
    }

    /** Bytes of a text, for answers that are no pages. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
