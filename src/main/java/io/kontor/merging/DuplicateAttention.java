package io.kontor.merging;

import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Attention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Likely duplicates on Home, for those who may merge them. */
@Component
final class DuplicateAttention implements Attention {
    private final Duplicates duplicates;

    DuplicateAttention(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public String code() {
        return "duplicates";
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public String icon() {
        return "copy";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        var pairs = new ArrayList<Duplicates.Pair>();
        var list = "";
        int count = 0;
        for (var type :
                duplicates.types().stream().sorted(Comparator.reverseOrder()).toList()) {
            var found = duplicates.likely(actor, type, most, COUNTED);
            if (found.count() > 0) {
                list = list.isEmpty() || type.equals("partner") ? DuplicatePaths.list(type) : list;
                count += found.count() + (found.more() ? 1 : 0);
                pairs.addAll(found.pairs());
            }
        }
        pairs.sort(Comparator.comparingInt(Duplicates.Pair::score).reversed());
        return Open.of(count, list, items(pairs.subList(0, Math.min(most, pairs.size()))));
    }

    private static List<Item> items(List<Duplicates.Pair> pairs) {
        return pairs.stream()
                .map(pair -> {
                    var path = DuplicatePaths.merge(pair);
                    return new Item(
                            pair.one().id(),
                            pair.one().name(),
                            path,
                            Map.of(
                                    "name",
                                    pair.one().name(),
                                    "other",
                                    pair.other().name()),
                            Urgency.OPEN,
                            Action.open(path));
                })
                .toList();
    }
}
