package io.kontor.rules;

import java.util.List;

/**
 * What a table shows about itself, for everything its cells say as constants, lists and intervals. What an expression asks is
 * not looked into: rows with one are named in {@code unchecked}, count as if they might fit, and never as if they did.
 *
 * @param complete false when the table has so many combinations that not all were looked at
 * @param gaps cases no row speaks of, the first {@value #MOST}
 * @param overlaps pairs of rows that fit the same case, the first {@value #MOST}; none where rows are collected
 * @param unreachable rows that never decide, because rows before them fit whenever they do
 * @param unchecked rows of which an expression asks something
 */
public record Proof(
        boolean complete,
        List<Gap> gaps,
        boolean moreGaps,
        List<Overlap> overlaps,
        boolean moreOverlaps,
        List<Integer> unreachable,
        List<Integer> unchecked) {
    public static final int MOST = 100;

    /**
     * What one input is in a case.
     *
     * @param cell values as a cell says them; of several texts, all of these
     * @param others whether it is any value but those of {@code except}
     * @param except what it is not
     * @param nothing whether it has no value, besides
     */
    public record Part(String term, Cell cell, boolean others, List<String> except, boolean nothing) {
        public Part {
            except = List.copyOf(except);
        }

        static Part of(String term, Cell cell) {
            return new Part(term, cell, false, List.of(), false);
        }
    }

    /**
     * A case no row is sure to fit.
     *
     * @param where what its inputs are; an input that is not named may be anything
     * @param example one such case
     * @param unless rows that may fit it, as far as their expressions hold
     */
    public record Gap(List<Part> where, Facts example, List<Integer> unless) {}

    /**
     * Two rows for one case.
     *
     * @param same whether both say the same, so that it does not matter which decides
     */
    public record Overlap(int first, int second, boolean same, Facts example) {}

    /** Whether nothing is to be said. */
    public boolean clean() {
        return complete && gaps.isEmpty() && overlaps.isEmpty() && unreachable.isEmpty() && unchecked.isEmpty();
    }
}
