package io.kontor.governance;

import io.kontor.kernel.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For whom a document holds: everybody, or those of one programme, region, partner type or segment, or of several of these at
 * once; each by its code.
 */
public record DocumentScope(
        @Nullable String programme,
        @Nullable String region,
        @Nullable String partnerType,
        @Nullable String segment) {
    /** Everybody. */
    public static final DocumentScope ALL = new DocumentScope(null, null, null, null);

    private static final String EVERYBODY = "all";

    public DocumentScope {
        programme = code(programme, "programme");
        region = code(region, "region");
        partnerType = code(partnerType, "partnerType");
        segment = code(segment, "segment");
    }

    public static DocumentScope programme(String code) {
        return new DocumentScope(code, null, null, null);
    }

    private static @Nullable String code(@Nullable String value, String field) {
        return value == null || value.isBlank() ? null : Fields.code(value, field);
    }

    /** The same for another region. */
    public DocumentScope in(String other) {
        return new DocumentScope(programme, other, partnerType, segment);
    }

    /** What is named, by what it is: {@code region} to {@code dach}. */
    public Map<String, String> named() {
        var named = new LinkedHashMap<String, String>();
        put(named, "programme", programme);
        put(named, "region", region);
        put(named, "partner_type", partnerType);
        put(named, "segment", segment);
        return named;
    }

    private static void put(Map<String, String> named, String what, @Nullable String code) {
        if (code != null) {
            named.put(what, code);
        }
    }

    /** How much it names: of two that hold for somebody, the one that names more wins. */
    public int specific() {
        return named().size();
    }

    /** In one word, for addresses, files and references: {@code all}, {@code programme=club+region=dach}. */
    public String code() {
        var parts = new ArrayList<String>();
        named().forEach((what, code) -> parts.add(what + "=" + code));
        return parts.isEmpty() ? EVERYBODY : String.join("+", parts);
    }

    /** What {@link #code} wrote; empty when it is not that. */
    public static Optional<DocumentScope> of(String code) {
        if (code.equals(EVERYBODY)) {
            return Optional.of(ALL);
        }
        var named = new LinkedHashMap<String, String>();
        for (var part : code.split("\\+", -1)) {
            var pair = part.split("=", 2);
            if (pair.length < 2 || pair[1].isBlank() || named.put(pair[0], pair[1]) != null) {
                return Optional.empty();
            }
        }
        var known = List.of("programme", "region", "partner_type", "segment");
        return known.containsAll(named.keySet())
                ? Optional.of(new DocumentScope(
                        named.get("programme"), named.get("region"), named.get("partner_type"), named.get("segment")))
                : Optional.empty();
    }

    /** Whether it holds there. */
    public boolean holds(Where where) {
        return (programme == null || programme.equals(where.programme()))
                && (region == null || region.equals(where.region()))
                && (partnerType == null || where.partnerTypes().contains(partnerType))
                && (segment == null || segment.equals(where.segment()));
    }

    /** Whether everything the other holds for, this one holds for too. */
    public boolean wider(DocumentScope other) {
        return (programme == null || programme.equals(other.programme))
                && (region == null || region.equals(other.region))
                && (partnerType == null || partnerType.equals(other.partnerType))
                && (segment == null || segment.equals(other.segment));
    }

    /**
     * What both hold for; empty when nobody can be in both. A partner may be of several types, so two of different types meet
     * in those that are both; such a meeting has no scope of its own and is left out here.
     */
    Optional<DocumentScope> meet(DocumentScope other) {
        var apart = Stream.of(
                        apart(programme, other.programme),
                        apart(region, other.region),
                        apart(partnerType, other.partnerType),
                        apart(segment, other.segment))
                .anyMatch(one -> one);
        return apart
                ? Optional.empty()
                : Optional.of(new DocumentScope(
                        either(programme, other.programme),
                        either(region, other.region),
                        either(partnerType, other.partnerType),
                        either(segment, other.segment)));
    }

    private static boolean apart(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return Objects.requireNonNullElse(one, other == null ? "" : other);
    }

    @Override
    public String toString() {
        return code();
    }
}
