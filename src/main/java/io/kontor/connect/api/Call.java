package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.language.Words;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** One request of a program: who asks, and what it says in its address, headers and body. */
final class Call {
    static final int LARGEST_BODY = 1024 * 1024;
    private static final Pattern ETAG = Pattern.compile("(W/)?\"([^\"]*)\"|\\*");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final HttpServletRequest request;
    private final Viewer viewer;
    private final Map<String, Object> remembered = new HashMap<>();
    private byte @Nullable [] body;

    Call(HttpServletRequest request, Viewer viewer) {
        this.request = request;
        this.viewer = viewer;
    }

    Actor actor() {
        return viewer.actor();
    }

    Words words() {
        return viewer.words();
    }

    String path() {
        return request.getRequestURI();
    }

    /** Something needed for many rows of one answer, looked up once. */
    <T> T once(String name, Class<T> type, Supplier<T> look) {
        return type.cast(remembered.computeIfAbsent(name, key -> look.get()));
    }

    /** The parameters of the address. Refuses: one there is not; a value no text can hold. */
    Map<String, String[]> parameters(Set<String> known) {
        var given = request.getParameterMap();
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Refused.at(
                        HttpStatus.BAD_REQUEST,
                        name.length() <= 60 && Texts.sound(name) ? name : "?",
                        "api-parameter-unknown",
                        "known",
                        String.join(", ", known.stream().sorted().toList()));
            }
            for (var value : values) {
                if (!Texts.sound(value) || value.length() > 1_000) {
                    throw Refused.at(HttpStatus.BAD_REQUEST, name, "api-parameter-unreadable");
                }
            }
        });
        return given;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** A parameter read in its own way. Refuses: it cannot be read so. */
    <T> Optional<T> parameter(String name, String expected, java.util.function.Function<String, T> reading) {
        return parameter(name).map(text -> {
            try {
                return reading.apply(text);
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                throw Refused.at(HttpStatus.BAD_REQUEST, name, expected);
            }
        });
    }

    /** A parameter that must be there. */
    <T> T needed(String name, String expected, java.util.function.Function<String, T> reading) {
        return parameter(name, expected, reading)
                .orElseThrow(() -> Refused.at(HttpStatus.BAD_REQUEST, name, "api-parameter-needed"));
    }

    /** A page of a list, with the address of the next one. */
    ResponseEntity<byte[]> page(ItemPage<?> page) {
        var response = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (page.next() != null) {
            response.header("Link", "<" + continued(page.next()) + ">; rel=\"next\"");
        }
        return response.body(ApiJson.bytes(page));
    }

    /** Why, for the entry; the one parameter every write takes. */
    @Nullable String reason() {
        parameters(Set.of("reason"));
        return Fields.optional(parameter("reason").orElse(null), "reason", 1_000);
    }

    /** The object in the body. Refuses: too large, another media type, no JSON, not an object. */
    ObjectNode tree(String... mediaTypes) {
        var given = String.valueOf(request.getContentType());
        var plain = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!List.of(mediaTypes).contains(plain)) {
            throw Problems.mediaType(given.length() > 100 ? given.substring(0, 100) : given);
        }
        return ApiJson.object(body());
    }

    /** Refuses: a body that is no form with parts. */
    void multipart() {
        var given = String.valueOf(request.getContentType());
        if (!given.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            throw Problems.mediaType(given.length() > 100 ? given.substring(0, 100) : given);
        }
    }

    private byte[] body() {
        if (body == null) {
            try {
                if (request.getContentLengthLong() > LARGEST_BODY) {
                    throw tooLarge();
                }
                body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (body.length > LARGEST_BODY) {
            throw tooLarge();
        }
        return body;
    }

    private static Refused tooLarge() {
        return Refused.of(HttpStatus.CONTENT_TOO_LARGE, "api-body-too-large", "most", LARGEST_BODY / 1024 / 1024);
    }

    /** The key under which the caller wants one answer only, or none. Refuses: one that is not plain text of bounded length. */
    @Nullable String key() {
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw Refused.at(HttpStatus.BAD_REQUEST, "Idempotency-Key", "api-key-malformed");
        }
        return key;
    }

    /** What this request asks for, to know it again. */
    byte[] fingerprint(byte[] content, String more) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var head = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n"
                    + more + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] fingerprint() {
        return fingerprint(body(), "");
    }

    /** The version the caller had before it. */
    sealed interface Seen {
        /** The version there is. */
        record Current(UUID version) implements Seen {}

        /** Another one; {@code version} is what the caller named, when it is an id at all. */
        record Stale(@Nullable UUID version) implements Seen {}
    }

    /** Compares {@code If-Match} with the version there is. Refuses: no such header; one that cannot be read. */
    Seen seen(UUID current) {
        var header = String.join(",", headers("If-Match"));
        if (header.isBlank()) {
            throw Refused.at(HttpStatus.PRECONDITION_REQUIRED, "If-Match", "api-if-match-needed");
        }
        UUID named = null;
        var rest = ETAG.matcher(header).replaceAll("").replace(",", "").strip();
        if (!rest.isEmpty()) {
            throw Refused.at(HttpStatus.BAD_REQUEST, "If-Match", "api-if-match-malformed");
        }
        for (var tag : ETAG.matcher(header).results().toList()) {
            var text = tag.group(2);
            if (text == null || (tag.group(1) == null && text.equals(current.toString()))) {
                return new Seen.Current(current);
            }
            try {
                named = Texts.id(text);
            } catch (IllegalArgumentException e) {
                // Not one of ours: stale all the same.
            }
        }
        return new Seen.Stale(named);
    }

    /** The version there is, if the caller saw that one. Refuses: the caller saw another. */
    UUID current(UUID version) {
        return switch (seen(version)) {
            case Seen.Current current -> current.version();
            case Seen.Stale stale -> throw Refused.of(HttpStatus.PRECONDITION_FAILED, "api-stale");
        };
    }

    private List<String> headers(String name) {
        var values = new ArrayList<String>();
        request.getHeaders(name).asIterator().forEachRemaining(values::add);
        return values;
    }

    /** The address of this list from another place on. */
    private String continued(String cursor) {
        var kept = new ArrayList<String>();
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith("after=")) {
                kept.add(pair);
            }
        }
        kept.add("after=" + cursor);
        return path() + "?" + String.join("&", kept).replace("<", "%3C").replace(">", "%3E");
    }

    /** Refuses: what every list refuses. */
    int limit() {
        return parameter("limit", "api-limit", text -> {
                    int limit = Integer.parseInt(text);
                    if (limit < 1 || limit > 200) {
                        throw new IllegalArgumentException("out of bounds");
                    }
                    return limit;
                })
                .orElse(50);
    }
}
