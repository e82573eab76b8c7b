package io.kontor.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tabs of an object's page: the room's own, then those other rooms contribute. */
@Component
public final class Tabs {
    private final List<ObjectTab> contributed;

    Tabs(List<ObjectTab> contributed) {
        this.contributed = contributed;
    }

    /**
     * The tabs as shown, and the address of the chosen one's fragment when it is another room's.
     *
     * @param current the code of the chosen tab
     * @param fragment what to load into it, or none when the page itself shows it
     */
    public record Shown(
            List<ObjectTab.Tab> tabs,
            String current,
            @Nullable String fragment) {}

    /**
     * @param own codes of the room's own tabs, with labels {@code <type>.tab.<code>}; the first is the usual one
     * @param path the page's address
     */
    public Shown of(Viewer viewer, String type, UUID id, List<String> own, String path, @Nullable String wanted) {
        var others = ObjectTab.on(contributed, type, viewer);
        var known = new ArrayList<>(own);
        others.forEach(tab -> known.add(tab.code()));
        var current = wanted != null && known.contains(wanted) ? wanted : own.getFirst();
        var tabs = new ArrayList<ObjectTab.Tab>();
        for (var code : own) {
            tabs.add(tab(viewer, code, type + ".tab." + code, path, current, own.getFirst()));
        }
        for (var other : others) {
            tabs.add(tab(viewer, other.code(), other.label(), path, current, own.getFirst()));
        }
        var fragment = others.stream()
                .filter(tab -> tab.code().equals(current))
                .map(tab -> tab.fragment(type, id))
                .findFirst()
                .orElse(null);
        return new Shown(tabs, current, fragment);
    }

    private static ObjectTab.Tab tab(
            Viewer viewer, String code, String label, String path, String current, String usual) {
        return new ObjectTab.Tab(
                code, viewer.words().t(label), code.equals(usual) ? path : path + "?tab=" + code, code.equals(current));
    }
}
