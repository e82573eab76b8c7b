package io.kontor.metrics;

import io.kontor.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A fact as columns and back. */
final class FactRows {
    /** In the order of the statements that write them. */
    static final String COLUMNS = """
            deal_id, outcome, occurred_on, opened_on, came_closed, customer_id, currency, amount, value, lines, partner_id, roles,
            segment, tier, types, country, region_id, also\
            """;

    /** The parameters of {@link #fill}, in the same order. */
    static final String PARAMETERS = """
            :deal, :outcome, :day, :opened, :came, :customer, :currency, :amount, :value, :lines, :partner, :roles, :segment, :tier,
            :types, :country, :region, :also\
            """;

    private static final int SOURCING = 1;
    private static final int INFLUENCING = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FactRows() {}

    static <T> Rows<T> fill(Rows<T> rows, Function<T, Fact> fact) {
        return rows.uuid("deal", row -> fact.apply(row).deal())
                .text("outcome", row -> fact.apply(row).outcome().code())
                .day("day", row -> fact.apply(row).occurredOn())
                .day("opened", row -> fact.apply(row).openedOn())
                .truth("came", row -> fact.apply(row).cameClosed())
                .uuid("customer", row -> fact.apply(row).customer())
                .text("currency", row -> fact.apply(row).currency())
                .number("amount", row -> fact.apply(row).amount())
                .number("value", row -> fact.apply(row).value())
                .whole("lines", row -> fact.apply(row).lines())
                .uuid("partner", row -> first(fact.apply(row), Fact.Share::partner))
                .whole("roles", row -> roles(fact.apply(row)))
                .text(
                        "segment",
                        row -> first(fact.apply(row), share -> share.dims().segment()))
                .text(
                        "tier",
                        row -> first(fact.apply(row), share -> share.dims().tier()))
                .text(
                        "types",
                        row -> fact.apply(row).direct()
                                ? ""
                                : fact.apply(row).shares().getFirst().dims().types())
                .text(
                        "country",
                        row -> first(fact.apply(row), share -> share.dims().country()))
                .uuid(
                        "region",
                        row -> first(fact.apply(row), share -> share.dims().region()))
                .text("also", row -> also(fact.apply(row)));
    }

    private static <V> @Nullable V first(Fact fact, Function<Fact.Share, @Nullable V> part) {
        return fact.direct() ? null : part.apply(fact.shares().getFirst());
    }

    private static int roles(Fact fact) {
        if (fact.direct()) {
            return 0;
        }
        var standing = fact.shares().getFirst();
        return (standing.sourcing() ? SOURCING : 0) | (standing.influencing() ? INFLUENCING : 0);
    }

    private static @Nullable String also(Fact fact) {
        return fact.shares().size() < 2
                ? null
                : JSON.writeValueAsString(fact.shares().subList(1, fact.shares().size()));
    }

    static Fact read(ResultSet row) throws SQLException {
        return new Fact(
                row.getObject("deal_id", UUID.class),
                Fact.Outcome.of(row.getString("outcome")),
                row.getObject("occurred_on", LocalDate.class),
                row.getObject("opened_on", LocalDate.class),
                row.getBoolean("came_closed"),
                row.getObject("customer_id", UUID.class),
                row.getString("currency"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("value"),
                row.getInt("lines"),
                shares(row));
    }

    private static List<Fact.Share> shares(ResultSet row) throws SQLException {
        var partner = row.getObject("partner_id", UUID.class);
        if (partner == null) {
            return List.of();
        }
        int roles = row.getInt("roles");
        var standing = new Fact.Share(partner, (roles & SOURCING) > 0, (roles & INFLUENCING) > 0, dims(row));
        var also = row.getString("also");
        if (also == null) {
            return List.of(standing);
        }
        var shares = new ArrayList<>(List.of(standing));
        shares.addAll(List.of(JSON.readValue(also, Fact.Share[].class)));
        return shares;
    }

    static Dims dims(ResultSet row) throws SQLException {
        return new Dims(
                row.getString("segment"),
                row.getString("tier"),
                row.getString("types"),
                row.getString("country"),
                row.getObject("region_id", UUID.class));
    }
}
