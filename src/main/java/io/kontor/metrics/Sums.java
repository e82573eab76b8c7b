package io.kontor.metrics;

/**
 * What deals come to, by what partners have to do with them.
 *
 * @param standing of deals that stand with a partner
 * @param direct of deals without a partner
 * @param influencing of won deals with an influencing partner; only counts, amounts and deals without a rate
 * @param involved likewise of won deals with any partner
 */
record Sums(Measures standing, Measures direct, Measures influencing, Measures involved) {
    Sums() {
        this(new Measures(), new Measures(), new Measures(), new Measures());
    }

    Measures all() {
        return standing.plus(direct);
    }

    Sums plus(Sums other) {
        return new Sums(
                standing.plus(other.standing),
                direct.plus(other.direct),
                influencing.plus(other.influencing),
                involved.plus(other.involved));
    }
}
