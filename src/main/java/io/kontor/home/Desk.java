package io.kontor.home;

import io.kontor.database.Tx;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import io.kontor.kernel.spi.Tiles;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.partners.Partners;
import io.kontor.timeline.Line;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Viewer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands on somebody's desk: what needs them, what is late, what changed, how we are doing. */
@Component
public final class Desk {
    private static final int NAMED = 3;
    private static final int ON_PAGE = 25;
    private static final int CHANGES = 8;

    private final NeedsYou needsYou;
    private final FirstSteps firstSteps;
    private final BackupAttention backups;
    private final Partners partners;
    private final Timelines timelines;
    private final List<Tiles> tiles;
    private final Tx tx;

    Desk(
            NeedsYou needsYou,
            FirstSteps firstSteps,
            BackupAttention backups,
            Partners partners,
            Timelines timelines,
            List<Tiles> tiles,
            Tx tx) {
        this.tx = tx;
        this.needsYou = needsYou;
        this.firstSteps = firstSteps;
        this.backups = backups;
        this.partners = partners;
        this.timelines = timelines;
        this.tiles =
                tiles.stream().sorted(Comparator.comparingInt(Tiles::order)).toList();
    }

    /**
     * One thing with the button that settles it.
     *
     * @param name of the object, or an empty text when the sentence says it all
     * @param button what the button says; {@code post} whether it settles it at once
     * @param aside what the button says that sets it aside, or none; {@code asidePath} the page it leads to
     */
    public record Item(
            UUID id,
            String name,
            String link,
            String sentence,
            boolean late,
            String button,
            String path,
            boolean post,
            @Nullable String aside,
            @Nullable String asidePath) {}

    /** @param more how many there are beside those named, as text, or none */
    public record Group(
            String code,
            String icon,
            String title,
            String hint,
            String list,
            List<Item> items,
            @Nullable String more) {
        /** Whether the day of the most urgent one has passed. */
        public boolean late() {
            return items.stream().anyMatch(Item::late);
        }
    }

    /** One change, as a sentence that leads to what changed. */
    public record Changed(String sentence, @Nullable String link, String when) {}

    public record Tile(
            String label,
            @Nullable String value,
            @Nullable String unit,
            @Nullable String link,
            @Nullable String hint,
            @Nullable String missing) {}

    /** @param ledger whether the whole ledger is theirs to read */
    public record HomePage(
            LocalDate day,
            List<Group> late,
            List<Group> groups,
            List<Changed> changes,
            List<Tile> tiles,
            List<FirstSteps.Step> steps,
            boolean ledger) {
        public boolean calm() {
            return late.isEmpty() && groups.isEmpty();
        }
    }

    public record NeedsPage(List<Group> groups) {}

    public HomePage home(Viewer viewer) {
        var actor = viewer.actor();
        var words = viewer.words();
        var groups = needsYou.of(actor, NAMED).stream()
                .map(group -> group(words, group))
                .toList();
        var scope = actor.rights().over("entry", Verb.SEE);
        var steps = firstSteps.of(viewer);
        return new HomePage(
                needsYou.today(actor),
                groups.stream().filter(Group::late).toList(),
                groups.stream().filter(group -> !group.late()).toList(),
                changes(viewer),
                // Before there is a partner, every number would be nought.
                steps.isEmpty() ? tiles(viewer) : List.of(),
                steps,
                scope.all());
    }

    public NeedsPage needs(Viewer viewer) {
        return new NeedsPage(needsYou.of(viewer.actor(), ON_PAGE).stream()
                .map(group -> group(viewer.words(), group))
                .toList());
    }

    public void backUp(Viewer viewer) {
        backups.now(viewer.actor());
    }

    private static Group group(Words words, NeedsYou.Group group) {
        var code = "attention." + group.kind().code();
        var open = group.open();
        var rest = open.count() - open.items().size();
        return new Group(
                group.kind().code(),
                group.kind().icon(),
                words.t(code, group.counted()),
                words.t(code + ".hint"),
                open.list(),
                open.items().stream().map(item -> item(words, group, item)).toList(),
                rest > 0 || open.more() ? rest + (open.more() ? "+" : "") : null);
    }

    private static Item item(Words words, NeedsYou.Group group, Attention.Item item) {
        var code = "attention." + group.kind().code();
        var aside = group.kind().aside(item);
        return new Item(
                item.id(),
                item.name(),
                item.link(),
                words.filled(code + ".line", item.facts()),
                item.urgency() == Attention.Urgency.LATE,
                words.t(code + ".action"),
                item.action().path(),
                item.action().post(),
                aside.isPresent() ? words.t(code + ".aside") : null,
                aside.orElse(null));
    }

    private record Reading(Language language, ZoneId zone) {}

    private record Changes(List<Changed> newest) {}

    private List<Changed> changes(Viewer viewer) {
        var actor = viewer.actor();
        var words = viewer.words();
        var reading = new Reading(words.language(), words.zone());
        return tx.unchanged(actor, reading, Changes.class, () -> {
                    Optional<Set<UUID>> within = partners.within(actor);
                    return new Changes(timelines.newest(actor, words, within.orElse(null), CHANGES).stream()
                            .map(line -> changed(viewer, line))
                            .toList());
                })
                .newest();
    }

    private static Changed changed(Viewer viewer, Line line) {
        return new Changed(line.sentence(), line.link(), viewer.words().moment(line.recordedAt()));
    }

    private List<Tile> tiles(Viewer viewer) {
        var words = viewer.words();
        var today = needsYou.today(viewer.actor());
        return tiles.stream()
                .flatMap(room -> room.of(viewer.actor(), today).stream())
                .map(tile -> new Tile(
                        words.say(tile.label()),
                        tile.value() == null ? null : words.say(tile.value()),
                        tile.unit() == null ? null : words.say(tile.unit()),
                        tile.link(),
                        tile.hint() == null ? null : words.say(tile.hint()),
                        tile.missing() == null ? null : words.say(tile.missing())))
                .toList();
    }
}
