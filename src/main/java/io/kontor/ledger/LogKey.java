package io.kontor.ledger;

import io.kontor.verify.NoteKey;
import java.time.Instant;

/**
 * One of the log's keys.
 *
 * @param fromSize how many entries were sealed before it signed
 * @param vouched whether the key before stands for it; the first has none before it
 * @param signing whether it signs now
 */
public record LogKey(NoteKey key, long fromSize, Instant madeAt, boolean vouched, boolean signing) {}
