package io.kontor.stats;

import java.util.List;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether two groups wait equally long: observed against expected events over all times at which something happened.
 *
 * @param observed events in the first group
 * @param expected events in the first group if both were alike
 * @param chiSquare with one degree of freedom; 0 when nothing can be told
 * @param p how likely so much of a difference, or more, is between groups that are alike
 * @see <a href="https://doi.org/10.1038/bjc.1977.1">Peto et al., Design and analysis of randomized clinical trials requiring
 *     prolonged observation of each patient II, British Journal of Cancer 35 (1977) 1-39</a>
 */
public record LogRank(double observed, double expected, double chiSquare, double p) {
    private static final ChiSquaredDistribution ONE_DEGREE = ChiSquaredDistribution.of(1);

    public static LogRank of(List<Observed> one, List<Observed> other) {
        var times = new TreeSet<Double>();
        one.stream().filter(Observed::event).forEach(seen -> times.add(seen.time()));
        other.stream().filter(Observed::event).forEach(seen -> times.add(seen.time()));
        double observed = 0;
        double expected = 0;
        double variance = 0;
        for (double time : times) {
            double mine = atRisk(one, time);
            double all = mine + atRisk(other, time);
            double myEvents = events(one, time);
            double events = myEvents + events(other, time);
            observed += myEvents;
            expected += events * mine / all;
            if (all > 1) {
                variance += events * (mine / all) * (1 - mine / all) * (all - events) / (all - 1);
            }
        }
        double chiSquare = variance == 0 ? 0 : (observed - expected) * (observed - expected) / variance;
        return new LogRank(observed, expected, chiSquare, ONE_DEGREE.survivalProbability(chiSquare));
    }

    private static long atRisk(List<Observed> group, double time) {
        return group.stream().filter(seen -> seen.time() >= time).count();
    }

    private static long events(List<Observed> group, double time) {
        return group.stream()
                .filter(seen -> seen.event() && seen.time() == time)
                .count();
    }
}
