package io.kontor.partners;

import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes several parts of a partner at once. */
public final class PartnerBuilder {
    private String name;
    private PartnerStatus status;
    private @Nullable String country;
    private @Nullable String subdivision;
    private @Nullable String city;
    private @Nullable String sourceChannel;
    private List<Dated<PartnerType>> types;
    private List<Dated<String>> segments;
    private List<Dated<UUID>> regions;
    private List<Dated<UUID>> managers;
    private List<Dated<UUID>> parents;
    private List<Dated<UUID>> suppliers;
    private List<ExternalId> externalIds;
    private List<String> domains;
    private Map<String, String> custom;
    private @Nullable UUID foldedInto;
    private boolean withdrawn;

    PartnerBuilder(Partner from) {
        name = from.name();
        status = from.status();
        country = from.country();
        subdivision = from.subdivision();
        city = from.city();
        sourceChannel = from.sourceChannel();
        types = from.types();
        segments = from.segments();
        regions = from.regions();
        managers = from.managers();
        parents = from.parents();
        suppliers = from.suppliers();
        externalIds = from.externalIds();
        domains = from.domains();
        custom = from.custom();
        foldedInto = from.foldedInto();
        withdrawn = from.withdrawn();
    }

    public PartnerBuilder name(String value) {
        name = value;
        return this;
    }

    public PartnerBuilder status(PartnerStatus value) {
        status = value;
        return this;
    }

    public PartnerBuilder country(@Nullable String value) {
        country = value;
        return this;
    }

    public PartnerBuilder subdivision(@Nullable String value) {
        subdivision = value;
        return this;
    }

    public PartnerBuilder city(@Nullable String value) {
        city = value;
        return this;
    }

    public PartnerBuilder sourceChannel(@Nullable String value) {
        sourceChannel = value;
        return this;
    }

    public PartnerBuilder types(List<Dated<PartnerType>> value) {
        types = value;
        return this;
    }

    public PartnerBuilder segments(List<Dated<String>> value) {
        segments = value;
        return this;
    }

    public PartnerBuilder regions(List<Dated<UUID>> value) {
        regions = value;
        return this;
    }

    public PartnerBuilder managers(List<Dated<UUID>> value) {
        managers = value;
        return this;
    }

    public PartnerBuilder parents(List<Dated<UUID>> value) {
        parents = value;
        return this;
    }

    public PartnerBuilder suppliers(List<Dated<UUID>> value) {
        suppliers = value;
        return this;
    }

    public PartnerBuilder externalIds(List<ExternalId> value) {
        externalIds = value;
        return this;
    }

    public PartnerBuilder domains(List<String> value) {
        domains = value;
        return this;
    }

    public PartnerBuilder custom(Map<String, String> value) {
        custom = value;
        return this;
    }

    public PartnerBuilder foldedInto(@Nullable UUID value) {
        foldedInto = value;
        return this;
    }

    public PartnerBuilder withdrawn(boolean value) {
        withdrawn = value;
        return this;
    }

    public Partner build() {
        return new Partner(
                name,
                status,
                country,
                subdivision,
                city,
                sourceChannel,
                types,
                segments,
                regions,
                managers,
                parents,
                suppliers,
                externalIds,
                domains,
                custom,
                foldedInto,
                withdrawn);
    }
}
