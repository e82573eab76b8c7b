package io.kontor.connect.api;

import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.ledger.Book;
import io.kontor.lists.Column;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Regions, which partners stand in and roles reach. */
@RestController
@Tag(name = "regions")
@RequestMapping("/api/v1/regions")
@Needs(kind = Regions.KIND)
class RegionApi extends ReferenceApi<Region, RegionBody> {
    RegionApi(Tools tools, Regions regions) {
        super(
                tools,
                new Named<>(Regions.KIND, "regions", RegionBody.class),
                new Reader<>(
                        (actor, id) -> known(regions.find(actor, id)),
                        (actor, ids) -> regions.findAll(actor, ids).values().stream()
                                .map(RegionApi::known)
                                .collect(Collectors.toMap(Book.Known::id, one -> one))),
                "company.region_v",
                "name",
                List.of(code("code", "r.code"), Column.text("name", "r.name").sorted("r.name_key", "bytea")));
    }

    private static Book.Known<Region> known(Regions.Known region) {
        return new Book.Known<>(region.id(), region.version(), region.region());
    }

    @Override
    RegionBody body(Call call, Book.Known<Region> known) {
        var region = known.state();
        return new RegionBody(
                known.id(),
                known.version(),
                region.code(),
                region.name(),
                region.members(),
                region.owners(),
                region.withdrawn());
    }
}
