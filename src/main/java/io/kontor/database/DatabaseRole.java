package io.kontor.database;

import io.kontor.kernel.Side;

/** The three roles of the database. The owner only migrates, backs up and restores; the other two serve. */
public enum DatabaseRole {
    OWNER("kontor_owner"),
    OFFICE("kontor_office"),
    PORTAL("kontor_portal");

    private final String user;

    DatabaseRole(String user) {
        this.user = user;
    }

    public String user() {
        return user;
    }

    static DatabaseRole serving(Side side) {
        return switch (side) {
            case OFFICE -> OFFICE;
            case PORTAL -> PORTAL;
        };
    }
}
