package io.kontor.database;

import java.time.Duration;

/**
 * Work that comes round. A bean of this type is put on the timetable of a serving office; each round is worked once, whichever
 * node takes it, and a round that fails is tried again at the next.
 *
 * @param name never changes
 * @param every how long after the end of one round the next begins
 */
public record Job(String name, Duration every, Runnable work) {}
