package io.kontor.home;

import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What to begin with while the office is empty. */
@Component
public final class FirstSteps {
    private final Partners partners;
    private final List<NavEntry> navigation;

    FirstSteps(Partners partners, List<NavEntry> navigation) {
        this.partners = partners;
        this.navigation = navigation;
    }

    /** @param code names its words: {@code home.first.<code>}, {@code .hint} and {@code .action} */
    public record Step(String code, String icon, String path) {}

    /** Nothing once there is a partner. */
    List<Step> of(Viewer viewer) {
        if (!partners.none(viewer.actor())) {
            return List.of();
        }
        var steps = new ArrayList<Step>();
        if (viewer.may("partner", Verb.CREATE)) {
            steps.add(new Step("partner", "building-community", "/partners/new"));
        }
        for (var room : List.of(
                new Step("import", "file-import", "/imports"),
                new Step("people", "user-plus", "/people"),
                new Step("programme", "award", "/programmes"))) {
            if (navigation.stream()
                    .anyMatch(entry -> entry.path().equals(room.path()) && entry.opensTo(viewer.actor()))) {
                steps.add(room);
            }
        }
        return steps;
    }
}
