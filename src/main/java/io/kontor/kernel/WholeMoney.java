package io.kontor.kernel;

/** An amount said without decimals, where room is scarce and cents do not matter. */
public record WholeMoney(Money money) {}
