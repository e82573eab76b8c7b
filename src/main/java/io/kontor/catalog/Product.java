package io.kontor.catalog;

import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something we sell; also the complete state in the ledger. What it costs us is not here, see {@link Costs}.
 *
 * @param sku our number for it, unique among the products that are not withdrawn
 * @param family where it stands in the tree of families, or none
 * @param unit what one of it is, such as "seat per year"
 * @param prices list prices; one per currency and day
 */
public record Product(
        String sku,
        String name,
        @Nullable UUID family,
        @Nullable String unit,
        Status status,
        List<ExternalId> externalIds,
        List<Dated<Money>> prices,
        boolean withdrawn) {
    /** Sold, or no longer sold. */
    public enum Status {
        ACTIVE,
        RETIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static String tone(String code) {
            return code.equals("active") ? "status-good" : "";
        }
    }

    public Product {
        sku = Fields.required(sku, "sku", 80);
        name = Fields.required(name, "name", 200);
        unit = Fields.optional(unit, "unit", 60);
        externalIds = List.copyOf(new LinkedHashSet<>(externalIds));
        prices = Amounts.checked(prices, "prices");
    }

    public static Product of(String sku, String name) {
        return new Product(sku, name, null, null, Status.ACTIVE, List.of(), List.of(), false);
    }

    /** The list price in a currency on a day. */
    public Optional<Money> price(String currency, LocalDate day) {
        return Amounts.at(prices, currency, day);
    }

    public Product withFamily(@Nullable UUID value) {
        return new Product(sku, name, value, unit, status, externalIds, prices, withdrawn);
    }

    public Product withUnit(@Nullable String value) {
        return new Product(sku, name, family, value, status, externalIds, prices, withdrawn);
    }

    public Product withStatus(Status value) {
        return new Product(sku, name, family, unit, value, externalIds, prices, withdrawn);
    }

    public Product withExternalIds(List<ExternalId> value) {
        return new Product(sku, name, family, unit, status, value, prices, withdrawn);
    }

    public Product withPrices(List<Dated<Money>> value) {
        return new Product(sku, name, family, unit, status, externalIds, value, withdrawn);
    }

    public Product withWithdrawn(boolean value) {
        return new Product(sku, name, family, unit, status, externalIds, prices, value);
    }
}
