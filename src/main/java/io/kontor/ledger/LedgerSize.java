package io.kontor.ledger;

import java.time.Duration;

/** How long the ledger is and how far behind its sealer. */
public record LedgerSize(long sealed, long pending, Duration lag) {}
