package io.kontor.kernel;

/** Which face of the house an actor stands before; each has its own database role and pool. */
public enum Side {
    OFFICE,
    PORTAL
}
