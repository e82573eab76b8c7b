package io.kontor.governance;

/**
 * One thing a document says.
 *
 * @param key stays the same from version to version, within its section
 * @param label what it is about, or empty
 */
public record Line(String key, String label, String text) {}
