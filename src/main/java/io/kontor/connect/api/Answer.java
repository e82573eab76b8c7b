package io.kontor.connect.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a program is told.
 *
 * @param location where the new object is, or none
 * @param version the entry the object stands at, or none
 * @param replayed whether this was the answer to the same request before
 */
record Answer(
        int status, @Nullable String location, @Nullable UUID version, byte[] body, boolean replayed) {
    static Answer of(int status, @Nullable String location, @Nullable UUID version, Object body) {
        return new Answer(status, location, version, ApiJson.bytes(body), false);
    }

    ResponseEntity<byte[]> entity() {
        var response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (location != null) {
            response.header("Location", location);
        }
        if (version != null) {
            response.eTag("\"" + version + "\"");
        }
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.body(body);
    }
}
