package io.kontor.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many are still waiting after how long, where some were not watched to the end: the product-limit estimate with
 * Greenwood's variance. Where an event and the end of watching fall on one time, the event comes first.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier, Nonparametric Estimation from Incomplete
 *     Observations, JASA 53 (1958) 457-481</a>
 */
public final class Survival {
    private final List<Step> steps;
    private final int cases;
    private final double longest;

    private Survival(List<Step> steps, int cases, double longest) {
        this.steps = List.copyOf(steps);
        this.cases = cases;
        this.longest = longest;
    }

    /**
     * What happened at one time.
     *
     * @param atRisk how many were still waiting and watched just before it
     * @param events for how many it happened
     * @param surviving the share still waiting after it
     * @param sum Greenwood's sum up to it; infinite when nobody is left
     */
    public record Step(double time, int atRisk, int events, double surviving, double sum) {
        /** Greenwood's standard error of {@link #surviving}. */
        public double error() {
            return surviving == 0 ? Double.NaN : surviving * Math.sqrt(sum);
        }
    }

    /** How an interval around a share is made. */
    public enum Kind {
        /** Symmetric about the share, cut at 0 and 1. */
        PLAIN,
        /** Symmetric about log(-log(share)); stays within 0 and 1 by itself. */
        LOG_LOG
    }

    /** Mean time waiting up to a limit, with its standard error. */
    public record Mean(double limit, double value, double error) {
        public Interval interval(Confidence confidence) {
            double reach = confidence.deviations() * error;
            return new Interval(Math.max(0, value - reach), Math.min(limit, value + reach));
        }
    }

    /** The estimate from these cases, in any order. */
    public static Survival of(List<Observed> observed) {
        var sorted = observed.stream()
                .sorted(Comparator.comparingDouble(Observed::time))
                .toList();
        var steps = new ArrayList<Step>();
        double surviving = 1;
        double sum = 0;
        int next = 0;
        while (next < sorted.size()) {
            double time = sorted.get(next).time();
            int atRisk = sorted.size() - next;
            int events = 0;
            for (; next < sorted.size() && sorted.get(next).time() == time; next++) {
                events += sorted.get(next).event() ? 1 : 0;
            }
            if (events > 0) {
                surviving = atRisk == events ? 0 : surviving * (1 - (double) events / atRisk);
                sum += (double) events / ((double) atRisk * (atRisk - events));
                steps.add(new Step(time, atRisk, events, surviving, sum));
            }
        }
        return new Survival(
                steps, sorted.size(), sorted.isEmpty() ? 0 : sorted.getLast().time());
    }

    /** Times at which something happened, in order. */
    public List<Step> steps() {
        return steps;
    }

    public int cases() {
        return cases;
    }

    public int events() {
        return steps.stream().mapToInt(Step::events).sum();
    }

    /** The longest time any case was watched. */
    public double longest() {
        return longest;
    }

    /** The share still waiting after that time. */
    public double at(double time) {
        double surviving = 1;
        for (var step : steps) {
            if (step.time() > time) {
                break;
            }
            surviving = step.surviving();
        }
        return surviving;
    }

    /** The interval of the share after a step; nothing is known of it once nobody is left. */
    public static Interval interval(Step step, Kind kind, Confidence confidence) {
        double share = step.surviving();
        if (share == 0) {
            return new Interval(null, null);
        }
        double z = confidence.deviations();
        return switch (kind) {
            case PLAIN -> new Interval(Math.max(0, share - z * step.error()), Math.min(1, share + z * step.error()));
            case LOG_LOG -> {
                double reach = z * step.error() / (share * Math.log(share));
                yield new Interval(Math.pow(share, Math.exp(-reach)), Math.pow(share, Math.exp(reach)));
            }
        };
    }

    /** The time after which at most half are waiting; none while more than half still are. */
    public @Nullable Double median() {
        return first(Step::surviving);
    }

    /**
     * Every time the median may be: those at which the interval of the share holds one half. The upper end is open when the
     * interval never falls below it.
     *
     * @see <a href="https://doi.org/10.2307/2530286">Brookmeyer and Crowley, A Confidence Interval for the Median Survival
     *     Time, Biometrics 38 (1982) 29-41</a>
     */
    public Interval medianInterval(Kind kind, Confidence confidence) {
        return new Interval(
                first(step -> or(interval(step, kind, confidence).low(), step.surviving())),
                first(step -> or(interval(step, kind, confidence).high(), 1)));
    }

    private static double or(@Nullable Double bound, double otherwise) {
        return bound == null ? otherwise : bound;
    }

    private @Nullable Double first(ToDoubleFunction<Step> bound) {
        for (int i = 0; i < steps.size(); i++) {
            double value = bound.applyAsDouble(steps.get(i));
            if (value < 0.5 + 1e-12) {
                return middle(i, value, bound);
            }
        }
        return null;
    }

    /** A curve that lies at exactly one half for a while has its median in the middle of that while. */
    private double middle(int at, double value, ToDoubleFunction<Step> bound) {
        boolean level = Math.abs(value - 0.5) < 1e-12 && at + 1 < steps.size();
        double time = steps.get(at).time();
        return level && bound.applyAsDouble(steps.get(at + 1)) < 0.5
                ? (time + steps.get(at + 1).time()) / 2
                : time;
    }

    /**
     * Mean time waiting, of no more than a limit: the area under the curve up to it.
     *
     * @param limit at least 0; beyond the longest watched time the last share is taken to stay
     * @see <a href="https://doi.org/10.1002/sim.4274">Royston and Parmar, The use of restricted mean survival time, Statistics
     *     in Medicine 30 (2011) 2409-2421</a>
     */
    public Mean mean(double limit) {
        var within = steps.stream().filter(step -> step.time() < limit).toList();
        double area = 0;
        double variance = 0;
        double right = limit;
        for (int i = within.size() - 1; i >= 0; i--) {
            var step = within.get(i);
            area += step.surviving() * (right - step.time());
            right = step.time();
            if (step.atRisk() > step.events()) {
                variance += area * area * step.events() / ((double) step.atRisk() * (step.atRisk() - step.events()));
            }
        }
        return new Mean(limit, area + right, Math.sqrt(variance));
    }
}
