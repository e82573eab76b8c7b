package io.kontor.settings;

import io.kontor.language.Words;
import io.kontor.people.Role;

/** What people call roles: shipped ones by the bundles, an office's own as it named them. */
public final class RoleNames {
    private RoleNames() {}

    public static String of(Words words, Role role) {
        return role.shipped() ? words.t("role." + role.code()) : role.name(words.language());
    }
}
