package io.kontor.connect.api;

import io.kontor.catalog.Costs;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What we sell, at which list prices; and, apart from that, what it costs us. */
@RestController
@Tag(name = "products")
@RequestMapping("/api/v1/products")
@Needs(kind = Products.KIND)
class ProductApi extends ResourceApi<Product, ProductBody> {
    private final Products products;
    private final Costs costs;

    ProductApi(Tools tools, Products products, Costs costs) {
        super(
                tools,
                new Named<>(Products.KIND, "products", ProductBody.class),
                new Reader<>(products::find, products::findAll),
                new Writer<>(
                        products::create, products::change, products::withdraw, products::restore, products::undo));
        this.products = products;
        this.costs = costs;
    }

    @Override
    ProductBody body(Call call, Book.Known<Product> known) {
        var product = known.state();
        return new ProductBody(
                known.id(),
                known.version(),
                product.sku(),
                product.name(),
                product.family(),
                product.unit(),
                product.status(),
                product.externalIds(),
                product.prices(),
                product.withdrawn());
    }

    @Override
    Product state(Call call, ProductBody body, @Nullable Product old) {
        var status = body.status();
        return new Product(
                body.sku(),
                body.name(),
                body.family(),
                body.unit(),
                status == null ? Product.Status.ACTIVE : status,
                body.externalIds(),
                body.prices(),
                old != null && old.withdrawn());
    }

    /** The costs of a product have a version of their own. */
    @GetMapping("/{id}/costs")
    @Needs(kind = Costs.KIND)
    ResponseEntity<byte[]> costs(Call call, @PathVariable UUID id) {
        call.parameters(Set.of());
        return costs(call.actor(), id).entity();
    }

    private Answer costs(Actor actor, UUID id) {
        products.find(actor, id);
        var known = costs.of(actor, id);
        var version = known.map(Book.Known::version).orElse(null);
        return Answer.of(
                200,
                null,
                version,
                new CostsBody(version, known.map(cost -> cost.state().costs()).orElse(List.of())));
    }

    /** Says what a product costs us; the first time no version is needed. */
    @PutMapping("/{id}/costs")
    @Needs(kind = Costs.KIND, verb = Verb.CHANGE)
    ResponseEntity<byte[]> setCosts(Call call, @PathVariable UUID id) {
        var tree = call.tree(MediaType.APPLICATION_JSON_VALUE);
        var reason = call.reason();
        tree.remove("entry");
        var body = Binder.read(tree, CostsBody.class);
        var actor = call.actor();
        return tools().tx().as(actor, () -> {
            products.find(actor, id);
            var known = costs.of(actor, id);
            var seen = known.map(cost -> call.current(cost.version())).orElse(null);
            costs.set(actor, id, seen, body.costs(), reason);
            tools().ledger().flush();
            return costs(actor, id).entity();
        });
    }
}
