package io.kontor.database;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.support.AbstractSqlTypeValue;

/**
 * Many rows as one statement's parameters: each column becomes an array, and the statement reads
 * {@code from unnest(:id, :name) as r (id, name)}. One row and ten thousand take the same statement.
 */
public final class Rows<T> {
    /** Reads the one column of a query that asks for ids. */
    public static final RowMapper<UUID> ID = (row, number) -> row.getObject(1, UUID.class);

    /** Reads the one column of a query that asks for text that is never null. */
    public static final RowMapper<String> TEXT = (row, number) -> row.getString(1);

    private final List<T> rows;
    private final Map<String, Object> arrays = new LinkedHashMap<>();

    private Rows(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Rows<T> of(List<T> rows) {
        return new Rows<>(rows);
    }

    public Rows<T> uuid(String name, Function<T, @Nullable UUID> value) {
        return column(name, "uuid", value);
    }

    public Rows<T> text(String name, Function<T, @Nullable String> value) {
        return put(name, "text", fill(new @Nullable String[rows.size()], value));
    }

    public Rows<T> number(String name, Function<T, @Nullable BigDecimal> value) {
        return column(name, "numeric", value);
    }

    public Rows<T> whole(String name, Function<T, @Nullable Integer> value) {
        return put(name, "int4", fill(new @Nullable Integer[rows.size()], value));
    }

    public Rows<T> large(String name, Function<T, @Nullable Long> value) {
        return put(name, "int8", fill(new @Nullable Long[rows.size()], value));
    }

    public Rows<T> truth(String name, Function<T, @Nullable Boolean> value) {
        return put(name, "bool", fill(new @Nullable Boolean[rows.size()], value));
    }

    public Rows<T> day(String name, Function<T, @Nullable LocalDate> value) {
        return column(name, "date", row -> {
            var day = value.apply(row);
            return day == null ? null : Date.valueOf(day);
        });
    }

    public Rows<T> moment(String name, Function<T, @Nullable Instant> value) {
        return column(name, "timestamptz", row -> {
            var at = value.apply(row);
            return at == null ? null : at.toString();
        });
    }

    /** Binary, e.g. sort keys; pgjdbc takes these only as {@code byte[][]}. */
    public Rows<T> bytes(String name, Function<T, byte @Nullable []> value) {
        var array = new byte[rows.size()] @Nullable [];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        return put(name, "bytea", array);
    }

    /** The parameters, to be given to {@code JdbcClient.params}. */
    public Map<String, Object> params() {
        return arrays;
    }

    private Rows<T> column(String name, String type, Function<T, ? extends @Nullable Object> value) {
        return put(name, type, fill(new @Nullable Object[rows.size()], value));
    }

    /** An array of the driver's own kind goes in its binary form, which nobody has to quote and to read again. */
    private <V> @Nullable V[] fill(@Nullable V[] array, Function<T, ? extends @Nullable V> value) {
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        return array;
    }

    private Rows<T> put(String name, String type, Object array) {
        arrays.put(name, array(type, array));
        return this;
    }

    /** One array as a parameter, e.g. of ids for {@code = any(:ids)}. */
    public static SqlParameterValue array(String type, Object array) {
        return new SqlParameterValue(java.sql.Types.ARRAY, new AbstractSqlTypeValue() {
            @Override
            protected Object createTypeValue(Connection connection, int sqlType, @Nullable String typeName)
                    throws SQLException {
                return connection.createArrayOf(type, (Object[]) array);
            }
        });
    }

    public static SqlParameterValue uuids(Iterable<UUID> ids) {
        var list = new java.util.ArrayList<UUID>();
        ids.forEach(list::add);
        return array("uuid", list.toArray());
    }

    public static SqlParameterValue texts(Iterable<String> words) {
        var list = new java.util.ArrayList<String>();
        words.forEach(list::add);
        return array("text", list.toArray(String[]::new));
    }

    /** A point in time as the driver wants it, without a time zone of its own. */
    public static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
