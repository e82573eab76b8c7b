package io.kontor.lists;

import java.util.HashMap;
import java.util.Map;

/** A condition with its parameters. The text never holds anything a reader typed. */
public record SqlPart(String sql, Map<String, Object> params) {
    public static final SqlPart TRUE = new SqlPart("true", Map.of());
    public static final SqlPart FALSE = new SqlPart("false", Map.of());

    public SqlPart {
        params = Map.copyOf(params);
    }

    public SqlPart and(SqlPart other) {
        if (equals(TRUE)) {
            return other;
        }
        if (other.equals(TRUE)) {
            return this;
        }
        var both = new HashMap<>(params);
        both.putAll(other.params);
        return new SqlPart("(" + sql + ") and (" + other.sql + ")", both);
    }
}
