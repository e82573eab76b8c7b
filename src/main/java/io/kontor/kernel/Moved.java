package io.kontor.kernel;

import java.util.UUID;

/**
 * An object that went along when what it belongs to was merged: the entry it stood at before, and the one it stands at since.
 */
public record Moved(Subject subject, UUID before, UUID after) {}
