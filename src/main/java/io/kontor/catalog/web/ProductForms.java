package io.kontor.catalog.web;

import io.kontor.catalog.Families;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Refusal;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between a product and the fields of its form. */
@Component
class ProductForms {
    private final Products products;
    private final Families families;
    private final Company company;

    ProductForms(Products products, Families families, Company company) {
        this.products = products;
        this.families = families;
        this.company = company;
    }

    /**
     * What the form offers to choose from.
     *
     * @param currency stands in a new row
     */
    record Choices(List<Option> families, List<Option> statuses, List<String> units, String currency) {}

    Choices choices(Viewer viewer) {
        var actor = viewer.actor();
        return new Choices(
                families.options(actor),
                Option.of(viewer.words(), "value.product.status", Product.Status.values()),
                products.units(actor),
                company.profile(actor).currency());
    }

    Form fresh(Viewer viewer, @Nullable UUID family) {
        return Form.fresh(viewer.words())
                .set("status", Product.Status.ACTIVE)
                .set("family", family)
                .setAll("prices.amount", List.of(""))
                .setAll(
                        "prices.currency",
                        List.of(company.profile(viewer.actor()).currency()));
    }

    Form filled(Viewer viewer, UUID version, Product product) {
        var form = Form.fresh(viewer.words())
                .set("version", version)
                .set("sku", product.sku())
                .set("name", product.name())
                .set("family", product.family())
                .set("unit", product.unit())
                .set("status", product.status())
                .setAll(
                        "external.system",
                        product.externalIds().stream().map(ExternalId::system).toList())
                .setAll(
                        "external.id",
                        product.externalIds().stream().map(ExternalId::id).toList());
        AmountRows.fill(form, "prices", product.prices());
        return form;
    }

    /** What the form makes of a product; mistakes are noted in the form. */
    Product read(Form form, @Nullable Product from) {
        var sku = form.required("sku");
        var name = form.required("name");
        var family = form.id("family");
        var status = form.choice("status", Product.Status.class);
        if (status == null) {
            form.refuse(Refusal.invalid("field-required").at("status"));
        }
        var prices = AmountRows.read(form, "prices");
        form.check();
        return new Product(
                sku,
                name,
                family,
                form.text("unit"),
                status == null ? Product.Status.ACTIVE : status,
                form.rows("external", "id").stream()
                        .map(row -> new ExternalId(row.value("system"), row.value("id")))
                        .toList(),
                prices,
                from != null && from.withdrawn());
    }
}
