package io.kontor.ui;

/**
 * A card on the page of one's own account, contributed by the room that keeps what is on it.
 *
 * @param side whose people have it
 * @param label its heading, a key of the bundles
 * @param path of the page with only this, which is also its fragment
 */
public record MePart(io.kontor.kernel.Side side, int order, String label, String path) {}
