package io.kontor.governance.spi;

import tools.jackson.databind.JsonNode;

/**
 * A part of what publishing a version does.
 *
 * @param number from 1
 * @param size how many objects it touches
 * @param what the type needs to do it, and to take it back; kept until the version is
 */
public record Batch(int number, int of, int size, JsonNode what) {}
