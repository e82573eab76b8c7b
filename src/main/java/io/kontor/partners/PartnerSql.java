package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Dated;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import io.kontor.merging.Domains;
import io.kontor.merging.Folded;
import io.kontor.merging.Newcomers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes partners: thousands take as many statements as one. */
@Component
class PartnerSql {
    private final JdbcClient jdbc;
    private final PartnerDays days;
    private final ExternalIds externalIds;
    private final Domains domains;
    private final Newcomers newcomers;
    private final Folded folded;

    PartnerSql(JdbcClient jdbc, PartnerDays days) {
        this.jdbc = jdbc;
        this.days = days;
        this.externalIds = new ExternalIds(jdbc, "partners", "partner");
        this.domains = new Domains(jdbc, "partners", "partner");
        this.newcomers = new Newcomers(jdbc, externalIds, domains, "partners", "partner");
        this.folded = new Folded(jdbc, "partners", "partner");
    }

    Newcomers newcomers() {
        return newcomers;
    }

    Domains domains() {
        return domains;
    }

    ExternalIds externalIds() {
        return externalIds;
    }

    Folded folded() {
        return folded;
    }

    Map<UUID, UUID> versions(Collection<UUID> partners, boolean lock) {
        return Tables.versions(jdbc, "partners.partner", partners, lock);
    }

    void write(List<Recorded<Partner>> recorded, List<CustomField> fields, LocalDate today) {
        jdbc.sql("""
                insert into partners.partner (
                    id, name, name_key, search, status, country, subdivision, city, source_channel, custom, custom_office,
                    withdrawn, entry_id, types
                )
                select id, name, name_key, search, status, country, subdivision, city, source_channel, custom::jsonb,
                    custom_office::jsonb, withdrawn, entry, '{}'
                from unnest(:id, :name, :key, :search, :status, :country, :subdivision, :city, :source, :custom, :office,
                        :withdrawn, :entry)
                    as r (id, name, name_key, search, status, country, subdivision, city, source_channel, custom,
                        custom_office, withdrawn, entry)
                on conflict (id) do update set
                    name = excluded.name, name_key = excluded.name_key, search = excluded.search,
                    status = excluded.status, country = excluded.country, subdivision = excluded.subdivision,
                    city = excluded.city, source_channel = excluded.source_channel, custom = excluded.custom,
                    custom_office = excluded.custom_office, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .text("search", one -> search(one.state()))
                        .text("status", one -> one.state().status().code())
                        .text("country", one -> one.state().country())
                        .text("subdivision", one -> one.state().subdivision())
                        .text("city", one -> one.state().city())
                        .text("source", one -> one.state().sourceChannel())
                        .text(
                                "custom",
                                one -> CustomFields.json(one.state().custom(), fields, CustomField.Audience.PARTNER))
                        .text(
                                "office",
                                one -> CustomFields.json(one.state().custom(), fields, CustomField.Audience.OFFICE))
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        dated(recorded);
        externalIds.rewrite(recorded, Partner::externalIds, Partner::withdrawn);
        domains.rewrite(recorded, Partner::domains);
        folded.write(recorded, Partner::foldedInto);
        days.derive(recorded.stream().map(Recorded::id).toList(), today);
    }

    private static String search(Partner partner) {
        var words = new StringBuilder(partner.name());
        partner.domains().forEach(domain -> words.append(' ').append(domain));
        partner.externalIds().forEach(id -> words.append(' ').append(id.id()));
        if (partner.city() != null) {
            words.append(' ').append(partner.city());
        }
        return SortKeys.folded(words.toString());
    }

    private record Line(
            Recorded<Partner> of,
            String attribute,
            @Nullable String code,
            @Nullable UUID ref,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    private void dated(List<Recorded<Partner>> recorded) {
        jdbc.sql("delete from partners.dated where partner_id = any(:ids)")
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var lines = new ArrayList<Line>();
        for (var one : recorded) {
            var partner = one.state();
            partner.types()
                    .forEach(type ->
                            lines.add(new Line(one, "type", type.value().code(), null, type.from(), type.to())));
            partner.segments()
                    .forEach(segment ->
                            lines.add(new Line(one, "segment", segment.value(), null, segment.from(), segment.to())));
            lines.addAll(references(one, "region", Partner::regions));
            lines.addAll(references(one, "manager", Partner::managers));
            lines.addAll(references(one, "parent", Partner::parents));
            lines.addAll(references(one, "supplier", Partner::suppliers));
        }
        jdbc.sql("""
                insert into partners.dated (partner_id, attribute, code, ref, from_day, to_day, entry_id)
                select partner, attribute, code, ref, from_day, to_day, entry
                from unnest(:partner, :attribute, :code, :ref, :from_day, :to_day, :entry)
                    as r (partner, attribute, code, ref, from_day, to_day, entry)
                """)
                .params(Rows.of(lines)
                        .uuid("partner", line -> line.of().id())
                        .text("attribute", Line::attribute)
                        .text("code", Line::code)
                        .uuid("ref", Line::ref)
                        .day("from_day", Line::from)
                        .day("to_day", Line::to)
                        .uuid("entry", line -> line.of().entryId())
                        .params())
                .update();
    }

    private static List<Line> references(
            Recorded<Partner> one, String attribute, Function<Partner, List<Dated<UUID>>> history) {
        return history.apply(one.state()).stream()
                .map(dated -> new Line(one, attribute, null, dated.value(), dated.from(), dated.to()))
                .toList();
    }
}
