package io.kontor.database;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The house's own errands: everything that runs without a person, or that must see more than the one who asked. This list
 * is complete; a question asked for a person under one of these returns a verdict, never a row.
 */
public enum Purpose {
    /** Who signs in: finding the account, session or token behind a secret. */
    SIGN_IN,
    /** The sealer gives positions to what was committed. */
    SEALING,
    /** Texts of entries are closed under keys, also those a partner writes, who never reads a key. */
    CLOSING,
    /** Subscriptions project the ledger. */
    PROJECTING,
    /** Timed jobs: the change of day, retention, mail in the queue, backups. */
    HOUSEKEEPING,
    /** First start: making the first administrator. */
    SETTING_UP,
    /** Reading the settings every page needs: the company, languages, permissions. */
    SETTINGS,
    /** Is this external id, domain or address already taken by somebody? */
    TAKEN,
    /** What a command of the local administrator's does is recorded as theirs; this one is for measuring only. */
    MEASURING;

    /** The actor of this errand: the system, with every right on the kinds named. */
    public Actor actor(String... kinds) {
        var rights = Arrays.stream(kinds)
                .flatMap(kind ->
                        Arrays.stream(Verb.values()).map(verb -> new Rights.Right("system", kind, verb, Scope.ALL)))
                .toList();
        return new Actor(
                Side.OFFICE,
                null,
                "system:" + name().toLowerCase(Locale.ROOT).replace('_', '-'),
                null,
                rights.isEmpty() ? Rights.NONE : new Rights(List.copyOf(rights)),
                Origin.SYSTEM,
                new UUID(0, 0));
    }
}
