package io.kontor.lists;

import io.kontor.database.Rows;
import io.kontor.kernel.Scope;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * A scope as a condition over the columns that say where a partner stands.
 *
 * @param partner expression for the partner's id; likewise region, segment and owner (its manager)
 */
public record Reach(String partner, String region, String segment, String owner) {
    /** @param name makes the parameters' names unique within a statement */
    public SqlPart of(Scope scope, String name) {
        if (scope.all()) {
            return SqlPart.TRUE;
        }
        var parts = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        if (!scope.partners().isEmpty()) {
            parts.add(partner + " = any(:" + name + "_partners)");
            params.put(name + "_partners", Rows.uuids(scope.partners()));
        }
        if (!scope.regions().isEmpty()) {
            parts.add(region + " = any(:" + name + "_regions)");
            params.put(name + "_regions", Rows.uuids(scope.regions()));
        }
        if (!scope.segments().isEmpty()) {
            parts.add(segment + " = any(:" + name + "_segments)");
            params.put(name + "_segments", Rows.texts(scope.segments()));
        }
        if (scope.own() != null) {
            parts.add(owner + " = :" + name + "_own");
            params.put(name + "_own", scope.own());
        }
        return parts.isEmpty() ? SqlPart.FALSE : new SqlPart(String.join(" or ", parts), params);
    }
}
