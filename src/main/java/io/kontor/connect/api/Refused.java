package io.kontor.connect.api;

import io.kontor.kernel.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that is answered with a problem: why, at which fields, and with which headers. */
final class Refused extends RuntimeException {
    private final HttpStatus status;
    private final transient List<Refusal> faults;
    private final transient Map<String, String> headers;

    private Refused(HttpStatus status, List<Refusal> faults, Map<String, String> headers) {
        super(String.valueOf(faults), null, false, false);
        this.status = status;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    static Refused of(HttpStatus status, String code, Object... args) {
        return new Refused(status, List.of(Refusal.invalid(code, args)), Map.of());
    }

    static Refused at(HttpStatus status, String field, String code, Object... args) {
        return new Refused(status, List.of(Refusal.invalid(code, args).at(field)), Map.of());
    }

    /** Wrong content, each mistake with its field. */
    static Refused invalid(List<Refusal> faults) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, faults, Map.of());
    }

    /** A first refusal that names what is wrong altogether, the others the fields it is about. */
    static Refused because(HttpStatus status, Refusal why, List<Refusal> fields) {
        var all = new java.util.ArrayList<Refusal>();
        all.add(why);
        all.addAll(fields);
        return new Refused(status, all, Map.of());
    }

    static Refused of(Refusal refusal) {
        var status = switch (refusal.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        return new Refused(status, List.of(refusal), Map.of());
    }

    Refused with(String header, String value) {
        return new Refused(status, faults, Map.of(header, value));
    }

    HttpStatus status() {
        return status;
    }

    List<Refusal> faults() {
        return faults;
    }

    Map<String, String> headers() {
        return headers;
    }
}
