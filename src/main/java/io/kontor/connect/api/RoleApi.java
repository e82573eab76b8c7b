package io.kontor.connect.api;

import io.kontor.ledger.Book;
import io.kontor.lists.Column;
import io.kontor.people.Role;
import io.kontor.people.Roles;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Roles, which people are given. */
@RestController
@Tag(name = "roles")
@RequestMapping("/api/v1/roles")
@Needs(kind = Roles.KIND)
class RoleApi extends ReferenceApi<Role, RoleBody> {
    RoleApi(Tools tools, Roles roles) {
        super(
                tools,
                new Named<>(Roles.KIND, "roles", RoleBody.class),
                Reader.oneByOne((actor, id) -> {
                    var known = roles.find(actor, id);
                    return new Book.Known<>(known.id(), known.version(), known.role());
                }),
                "people.role_v",
                "code",
                List.of(code("code", "r.code"), code("side", "r.side"), Column.truth("shipped", "r.shipped")));
    }

    @Override
    RoleBody body(Call call, Book.Known<Role> known) {
        var role = known.state();
        return new RoleBody(
                known.id(),
                known.version(),
                role.code(),
                role.side(),
                role.shipped(),
                role.shipped()
                        ? call.words().t("role." + role.code())
                        : role.name(call.words().language()),
                role.permissions().stream().map(Role.Permission::code).toList(),
                role.withdrawn());
    }
}
