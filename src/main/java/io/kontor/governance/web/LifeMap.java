package io.kontor.governance.web;

import io.kontor.governance.Life;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The life of a change as a map, drawn from the table of edges: where states stand, and the arrows between them. Lengths are those
 * of the drawing's own grid. Where there is no room for it: what was passed for sure, and what may come next.
 */
record LifeMap(
        int width, int height, List<Box> boxes, List<Arrow> arrows, Life now, List<Life> passed, List<Life.Edge> next) {
    private static final int STEP = 107;
    private static final int BOX_WIDTH = 92;
    private static final int BOX_HEIGHT = 34;
    private static final int MAIN = 64;
    private static final int BELOW = 140;
    private static final List<Life> WAY = List.of(
            Life.DRAFT,
            Life.CHECKED,
            Life.SIMULATED,
            Life.IN_REVIEW,
            Life.APPROVED,
            Life.SCHEDULED,
            Life.PUBLISHING,
            Life.PUBLISHED,
            Life.WATCHED,
            Life.SETTLED);
    private static final Map<Life, Integer> ENDS =
            Map.of(Life.WITHDRAWN, 1, Life.REJECTED, 3, Life.ROLLED_BACK, 6, Life.SUPERSEDED, 8);

    record Box(Life life, int x, int y, boolean here) {
        int middle() {
            return x + BOX_WIDTH / 2;
        }

        int text() {
            return y + BOX_HEIGHT / 2 + 4;
        }
    }

    /** @param near whether it leads away from where the change stands */
    record Arrow(String path, boolean near) {}

    static LifeMap of(Life now) {
        var boxes = new EnumMap<Life, Box>(Life.class);
        for (int i = 0; i < WAY.size(); i++) {
            boxes.put(WAY.get(i), new Box(WAY.get(i), 4 + i * STEP, MAIN, WAY.get(i) == now));
        }
        ENDS.forEach((life, column) -> boxes.put(life, new Box(life, 4 + column * STEP, BELOW, life == now)));
        var arrows = new ArrayList<Arrow>();
        for (var edge : Life.edges()) {
            arrows.add(new Arrow(
                    path(Objects.requireNonNull(boxes.get(edge.from())), Objects.requireNonNull(boxes.get(edge.to()))),
                    edge.from() == now));
        }
        arrows.sort(java.util.Comparator.comparing(Arrow::near));
        return new LifeMap(
                WAY.size() * STEP - 6,
                BELOW + BOX_HEIGHT + 6,
                List.copyOf(boxes.values()),
                List.copyOf(arrows),
                now,
                passed(now),
                Life.edges().stream().filter(edge -> edge.from() == now).toList());
    }

    /** The states no way to this one leaves out. */
    static List<Life> passed(Life now) {
        return WAY.stream()
                .filter(life -> life != now && !reached(life).contains(now))
                .toList();
    }

    /** What can be reached from a draft without ever being in this state. */
    private static Set<Life> reached(Life without) {
        var reached = EnumSet.noneOf(Life.class);
        var next = new ArrayDeque<>(List.of(Life.DRAFT));
        while (!next.isEmpty()) {
            var life = next.remove();
            if (life != without && reached.add(life)) {
                Life.edges().stream().filter(edge -> edge.from() == life).forEach(edge -> next.add(edge.to()));
            }
        }
        return reached;
    }

    private static String path(Box from, Box to) {
        if (to.y() > from.y()) {
            return curve(
                    from.middle(), from.y() + BOX_HEIGHT, to.middle(), to.y(), (from.y() + BOX_HEIGHT + to.y()) / 2);
        }
        if (from.y() > to.y()) {
            return curve(
                    from.middle(), from.y(), to.middle(), to.y() + BOX_HEIGHT, (from.y() + to.y() + BOX_HEIGHT) / 2);
        }
        if (to.x() - from.x() == STEP) {
            var y = from.y() + BOX_HEIGHT / 2;
            return String.format(Locale.ROOT, "M%d %d H%d", from.x() + BOX_WIDTH, y, to.x());
        }
        var high = from.y() - 12 - Math.abs(to.x() - from.x()) / 16;
        return curve(from.middle(), from.y(), to.middle(), to.y(), high);
    }

    private static String curve(int x1, int y1, int x2, int y2, int over) {
        return String.format(Locale.ROOT, "M%d %d C%d %d %d %d %d %d", x1, y1, x1, over, x2, over, x2, y2);
    }
}
