package io.kontor.audit.web;

import io.kontor.audit.Auditing;
import io.kontor.audit.Cosignatures;
import io.kontor.ledger.Seals;
import io.kontor.ui.Open;
import io.kontor.verify.Flaw;
import io.kontor.verify.TilePath;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The log as anybody may read it, when the rules of the audit allow it: the paths of c2sp.org/tlog-tiles. Hashes, and leaves of
 * ids; no content and no session.
 */
@Controller
class LogController {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final String PATH = "/log/";
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Auditing auditing;
    private final Cosignatures cosignatures;
    private final Seals seals;

    LogController(Auditing auditing, Cosignatures cosignatures, Seals seals) {
        this.auditing = auditing;
        this.cosignatures = cosignatures;
        this.seals = seals;
    }

    /** It grows; who asks again within seconds may get the same. */
    @GetMapping("/log/checkpoint")
    @Open(Open.To.EVERYBODY)
    ResponseEntity<byte[]> checkpoint() {
        var note = auditing.publicLog() ? cosignatures.checkpoint().orElse(null) : null;
        if (note == null) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic())
                .body(note.getBytes(StandardCharsets.UTF_8));
    }

    /** A tile never changes: one at the edge of the tree has another path once it has grown. */
    @GetMapping("/log/tile/**")
    @Open(Open.To.EVERYBODY)
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        var bytes = auditing.publicLog() ? tile(request.getRequestURI().substring(PATH.length())) : null;
        if (bytes == null) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
                .body(bytes);
    }

    private byte @Nullable [] tile(String path) {
        try {
            return seals.tile(TilePath.parse(path)).orElse(null);
        } catch (Flaw flaw) {
            return null;
        }
    }
}
