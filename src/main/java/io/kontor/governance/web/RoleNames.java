package io.kontor.governance.web;

import io.kontor.governance.charter.RoleSaid;
import io.kontor.people.Roles;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Roles to choose from, under the names people know: the office's own by what it calls them. */
@Component
class RoleNames {
    private final Roles roles;

    RoleNames(Roles roles) {
        this.roles = roles;
    }

    List<Option> options(Viewer viewer, Collection<String> codes) {
        var own = roles.ownNames(viewer.actor(), viewer.words().language());
        return codes.stream()
                .map(code -> new Option(code, own.getOrDefault(code, RoleSaid.of(viewer.words(), code))))
                .sorted(Comparator.comparing(Option::label))
                .toList();
    }
}
