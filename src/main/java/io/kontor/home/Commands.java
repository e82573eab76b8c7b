package io.kontor.home;

import io.kontor.kernel.Actor;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.lists.Listing;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person can go to or begin, as words to type: pages, new objects, another language, light and dark. */
@Component
public final class Commands {
    private final List<NavEntry> navigation;
    private final List<Listing> listings;

    Commands(List<NavEntry> navigation, List<Listing> listings) {
        this.navigation = navigation.stream()
                .sorted(Comparator.comparingInt(NavEntry::order))
                .toList();
        this.listings =
                listings.stream().sorted(Comparator.comparing(Listing::code)).toList();
    }

    /**
     * @param group what it is: a page, something new, a setting
     * @param path where it leads, or none when it presses a button every page has
     * @param press that button: the name of its form and its value
     */
    public record Command(
            String label,
            Group group,
            String icon,
            @Nullable String path,
            @Nullable Press press) {}

    /** A button of the bar above every page. */
    public record Press(String form, String value) {}

    public enum Group {
        GO,
        CREATE,
        SET;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those whose words hold everything typed; all of them when nothing is. */
    public List<Command> matching(Viewer viewer, String typed) {
        var wanted = Finder.words(typed);
        return all(viewer).stream()
                .filter(command -> {
                    var label = SortKeys.folded(command.label());
                    return wanted.stream().allMatch(label::contains);
                })
                .toList();
    }

    private List<Command> all(Viewer viewer) {
        var words = viewer.words();
        var actor = viewer.actor();
        var commands = new ArrayList<Command>();
        for (var entry : navigation) {
            if (entry.opensTo(actor)) {
                commands.add(new Command(words.t(entry.label()), Group.GO, entry.icon(), entry.path(), null));
            }
        }
        commands.add(new Command(words.t("ui.my-account"), Group.GO, "user", "/me", null));
        commands.addAll(creating(actor, words));
        for (var language : Language.SHIPPED) {
            commands.add(new Command(
                    words.t("home.command.language", "language", language.ownName()),
                    Group.SET,
                    "language",
                    null,
                    new Press("language", language.tag())));
        }
        for (var theme : Viewer.Theme.values()) {
            commands.add(new Command(
                    words.t("home.command.theme", "theme", words.t("ui.theme." + theme.code())),
                    Group.SET,
                    theme == Viewer.Theme.DARK ? "moon" : "sun",
                    null,
                    new Press("theme", theme.code())));
        }
        return commands;
    }

    private List<Command> creating(Actor actor, Words words) {
        return listings.stream()
                .filter(listing -> !listing.createPath().isEmpty())
                .filter(listing -> actor.may(listing.spec(actor).kind(), Verb.CREATE))
                .map(listing -> new Command(
                        words.t(listing.code() + ".create"), Group.CREATE, "plus", listing.createPath(), null))
                .toList();
    }
}
