package io.kontor.ui;

import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every template gets beside its page: the viewer's words, the shell's parts, the request's token.
 *
 * @param path of this page, to mark its line of the navigation
 * @param query of this page as it was asked
 * @param csrf the token every form sends back
 * @param once what every form of this drawing of the page sends back too, so that one sent twice is done once
 * @param fragment whether only a part of the page was asked for
 * @param logo the address of the company's own logo, or none
 * @param sample whether the office holds sample data
 * @param said a key of what just happened, shown once above the page
 */
public record Ui(
        Viewer viewer,
        Assets assets,
        List<NavEntry> navigation,
        String path,
        String query,
        @Nullable String csrf,
        String once,
        boolean fragment,
        @Nullable String logo,
        boolean sample,
        @Nullable String said) {
    /** Under which request attribute the address of the company's logo travels. */
    public static final String LOGO = Ui.class.getName() + ".logo";

    /** Under which request attribute it travels that the office holds sample data. */
    public static final String SAMPLE = Ui.class.getName() + ".sample";

    /** The field in which a form sends back what was drawn for it alone. */
    public static final String ONCE = "once";

    /** What is said begins with this when it is why something was refused. */
    static final String REFUSED = "refused.";

    /** Whether a page one is sent to after a form says that it was refused. */
    public static boolean refuses(String location) {
        return location.contains("said=" + REFUSED);
    }

    /** What just happened as a sentence; none when nothing did. */
    public @Nullable String happened() {
        return said == null ? null : t(said(said));
    }

    /** The key of the sentence. */
    static String said(String said) {
        return said.startsWith(REFUSED) ? "refusal." + said.substring(REFUSED.length()) : "said." + said;
    }

    public boolean refused() {
        return said != null && said.startsWith(REFUSED);
    }

    /** The company's logo, or ours while it has none. */
    public String brand() {
        return logo == null ? assets.of("logo.svg") : logo;
    }

    public Words words() {
        return viewer.words();
    }

    public String t(String key) {
        return viewer.words().t(key);
    }

    public String t(String key, Object... arguments) {
        return viewer.words().t(key, arguments);
    }

    public Language language() {
        return viewer.words().language();
    }

    /** A group that shows its first line only, until the page is one of its own. */
    private static final String FOLDED = "nav.settings";

    /** The page's lines of the navigation, by heading, in order. */
    public Map<String, List<NavEntry>> groups() {
        var groups = new java.util.LinkedHashMap<String, List<NavEntry>>();
        for (var entry : navigation) {
            groups.computeIfAbsent(entry.group(), group -> new java.util.ArrayList<>())
                    .add(entry);
        }
        groups.computeIfPresent(
                FOLDED,
                (group, entries) -> entries.stream().anyMatch(this::here) ? entries : List.of(entries.getFirst()));
        return groups;
    }

    /** Whether this page is, or lies under, that line of the navigation, and no line is nearer to it. */
    public boolean here(NavEntry entry) {
        return under(entry)
                && navigation.stream()
                        .noneMatch(other -> other.path().length() > entry.path().length() && under(other));
    }

    private boolean under(NavEntry entry) {
        return path.equals(entry.path()) || (!entry.path().equals("/") && path.startsWith(entry.path() + "/"));
    }

    /** The address of this page, to come back to. */
    public String back() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
