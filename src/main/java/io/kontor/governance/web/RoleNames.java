package io.kontor.governance.web;

import io.kontor.governance.charter.RoleSaid;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Roles to choose from, under the names people know: the office's own by what it calls them. */
@Component
class RoleNames {
    private final RoleSaid roles;

    RoleNames(RoleSaid roles) {
        this.roles = roles;
    }

    List<Option> options(Viewer viewer, Collection<String> codes) {
        var name = roles.in(viewer.words());
        return codes.stream()
                .map(code -> new Option(code, name.apply(code)))
                .sorted(Comparator.comparing(Option::label))
                .toList();
    }
}
