package io.kontor.customers;

import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A firm that buys in the end; also the complete state in the ledger.
 *
 * @param parent the customer it belongs to, without cycles, or none
 * @param partner the partner that is the same firm, or none; the two are linked, not merged
 * @param custom values of custom fields by code
 * @param foldedInto the customer this one was merged into, or none
 */
public record Customer(
        String name,
        @Nullable String country,
        @Nullable String city,
        List<String> domains,
        @Nullable UUID parent,
        @Nullable UUID partner,
        List<ExternalId> externalIds,
        Map<String, String> custom,
        @Nullable UUID foldedInto,
        boolean withdrawn) {
    public Customer {
        name = Fields.required(name, "name", 200);
        country = Fields.country(country, "country");
        city = Fields.optional(city, "city", 80);
        domains = domains.stream()
                .map(domain -> Fields.domain(domain, "domains"))
                .distinct()
                .toList();
        externalIds = List.copyOf(new LinkedHashSet<>(externalIds));
        custom = Map.copyOf(custom);
    }

    public static Customer named(String name) {
        return new Customer(name, null, null, List.of(), null, null, List.of(), Map.of(), null, false);
    }

    public Customer withCountry(@Nullable String value) {
        return builder().country(value).build();
    }

    public Customer withParent(@Nullable UUID value) {
        return builder().parent(value).build();
    }

    public Customer withPartner(@Nullable UUID value) {
        return builder().partner(value).build();
    }

    public Customer withWithdrawn(boolean value) {
        return builder().withdrawn(value).build();
    }

    /** A copy to change part by part. */
    public Builder builder() {
        return new Builder(this);
    }

    /** Changes several parts of a customer at once. */
    public static final class Builder {
        private String name;
        private @Nullable String country;
        private @Nullable String city;
        private List<String> domains;
        private @Nullable UUID parent;
        private @Nullable UUID partner;
        private List<ExternalId> externalIds;
        private Map<String, String> custom;
        private @Nullable UUID foldedInto;
        private boolean withdrawn;

        private Builder(Customer from) {
            name = from.name;
            country = from.country;
            city = from.city;
            domains = from.domains;
            parent = from.parent;
            partner = from.partner;
            externalIds = from.externalIds;
            custom = from.custom;
            foldedInto = from.foldedInto;
            withdrawn = from.withdrawn;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder country(@Nullable String value) {
            country = value;
            return this;
        }

        public Builder city(@Nullable String value) {
            city = value;
            return this;
        }

        public Builder domains(List<String> value) {
            domains = value;
            return this;
        }

        public Builder parent(@Nullable UUID value) {
            parent = value;
            return this;
        }

        public Builder partner(@Nullable UUID value) {
            partner = value;
            return this;
        }

        public Builder externalIds(List<ExternalId> value) {
            externalIds = value;
            return this;
        }

        public Builder custom(Map<String, String> value) {
            custom = value;
            return this;
        }

        public Builder foldedInto(@Nullable UUID value) {
            foldedInto = value;
            return this;
        }

        public Builder withdrawn(boolean value) {
            withdrawn = value;
            return this;
        }

        public Customer build() {
            return new Customer(
                    name, country, city, domains, parent, partner, externalIds, custom, foldedInto, withdrawn);
        }
    }
}
