package io.kontor.connect.api;

import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.ledger.Book;
import io.kontor.lists.Column;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Product families, which products stand in. */
@RestController
@Tag(name = "families")
@RequestMapping("/api/v1/families")
@Needs(kind = Families.KIND)
class FamilyApi extends ReferenceApi<Family, FamilyBody> {
    FamilyApi(Tools tools, Families families) {
        super(
                tools,
                new Named<>(Families.KIND, "families", FamilyBody.class),
                new Reader<>(families::find, families::findAll),
                "catalog.family_v",
                "name",
                List.of(
                        code("code", "r.code"),
                        Column.text("name", "r.name").sorted("r.name_key", "bytea"),
                        code("parent", "r.parent_id::text")));
    }

    @Override
    FamilyBody body(Call call, Book.Known<Family> known) {
        var family = known.state();
        return new FamilyBody(
                known.id(), known.version(), family.code(), family.name(), family.parent(), family.withdrawn());
    }
}
