package io.kontor.timeline.web;

import io.kontor.kernel.SortKeys;
import io.kontor.people.People;
import io.kontor.timeline.Acts;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What a timeline can be narrowed to: who, what was done, to what; each in the reader's order. */
record FilterChoices(List<Option> actors, List<Option> acts, List<Option> types) {
    /** @param types among which one can be chosen; one alone is not offered */
    static FilterChoices of(Viewer viewer, People people, Set<String> types) {
        var words = viewer.words();
        var actors = new ArrayList<Option>();
        people.ofOffice(viewer.actor())
                .forEach(one -> actors.add(new Option(one.id().toString(), one.name())));
        actors.add(new Option(TimelineFilter.HOUSE, words.t("ledger.who.house")));
        return new FilterChoices(
                actors,
                sorted(Acts.ofAny(types).stream()
                        .map(verb -> new Option(verb, words.t("act." + verb)))
                        .toList()),
                types.size() < 2
                        ? List.of()
                        : sorted(types.stream()
                                .map(type -> new Option(type, words.t("kind." + type)))
                                .toList()));
    }

    private static List<Option> sorted(List<Option> options) {
        return options.stream()
                .sorted(Comparator.comparing(Option::label, FilterChoices::collated))
                .toList();
    }

    private static int collated(String one, String other) {
        return Arrays.compareUnsigned(SortKeys.of(one), SortKeys.of(other));
    }
}
