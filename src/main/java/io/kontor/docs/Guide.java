package io.kontor.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/** The pages of the guide in their order, written in Markdown beside the sources and made into HTML once, at the start. */
@Component
public final class Guide {
    private static final List<String> ORDER = List.of(
            "start",
            "set-up",
            "people-and-rights",
            "partners",
            "customers-and-products",
            "tiers",
            "deals",
            "governance",
            "charter",
            "rules",
            "numbers",
            "outside-tools",
            "lists-and-search",
            "import",
            "merging",
            "ledger",
            "erasure",
            "portal",
            "api",
            "programme-as-code",
            "command-line",
            "backup");

    private final Map<String, Entry> pages = new LinkedHashMap<>();

    /** @param html the page without its title; raw HTML of the source is shown as text */
    public record Entry(String code, String title, String html) {}

    Guide() {
        var tables = List.of(TablesExtension.create());
        var parser = Parser.builder().extensions(tables).build();
        var renderer = HtmlRenderer.builder()
                .extensions(tables)
                .escapeHtml(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading heading) {
                        attributes.put("id", slug(words(heading)));
                    } else if (node instanceof Link link) {
                        attributes.put("href", address(link.getDestination()));
                    }
                })
                .build();
        for (var code : ORDER) {
            var document = parser.parse(source(code));
            if (!(document.getFirstChild() instanceof Heading title)) {
                throw new IllegalStateException("the page " + code + " has no title");
            }
            title.unlink();
            pages.put(code, new Entry(code, words(title), renderer.render(document)));
        }
    }

    public List<Entry> pages() {
        return List.copyOf(pages.values());
    }

    /** The page of that code, if there is one. */
    public Optional<Entry> page(String code) {
        return Optional.ofNullable(pages.get(code));
    }

    /** Pages refer to each other by file name; everything else is a path of the house or leads out by https. */
    private static String address(String written) {
        if (written.startsWith("https://") || written.startsWith("#")) {
            return written;
        }
        if (written.startsWith("/") && !written.startsWith("//")) {
            return written;
        }
        if (written.matches("[a-z-]+\\.md(#[a-z0-9-]+)?")) {
            return "/docs/" + written.replace(".md", "");
        }
        throw new IllegalStateException("the guide does not lead to " + written);
    }

    private static String source(String code) {
        try (InputStream in = Guide.class.getResourceAsStream("/io/kontor/docs/guide/" + code + ".md")) {
            if (in == null) {
                throw new IllegalStateException("the guide has no page " + code);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            switch (child) {
                case Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                default -> words.append(words(child));
            }
        }
        return words.toString();
    }

    private static String slug(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
