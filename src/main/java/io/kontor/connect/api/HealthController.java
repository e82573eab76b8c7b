package io.kontor.connect.api;

import io.kontor.database.DatabaseRole;
import io.kontor.database.Endpoint;
import io.kontor.database.Migrations;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.ledger.Ledger;
import io.kontor.ui.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever runs the office: whether the process lives, and whether it can serve. Says which part fails, never why. */
@RestController
class HealthController {
    private static final Logger log = LoggerFactory.getLogger(HealthController.class);
    private static final Duration SEALED_WITHIN = Duration.ofMinutes(1);

    private final Tx tx;
    private final Ledger ledger;
    private final Endpoint endpoint;
    private volatile boolean schemaFound;

    HealthController(Tx tx, Ledger ledger, Endpoint endpoint) {
        this.tx = tx;
        this.ledger = ledger;
        this.endpoint = endpoint;
    }

    @GetMapping("/healthz")
    @Open(Open.To.EVERYBODY)
    ResponseEntity<byte[]> alive() {
        return answer(200, "alive", List.of());
    }

    @GetMapping("/readyz")
    @Open(Open.To.EVERYBODY)
    ResponseEntity<byte[]> ready() {
        var failing = new ArrayList<String>();
        if (fails("database", this::sealed, failing, "sealer")) {
            return answer(503, "not ready", failing);
        }
        fails("schema", this::schemaCurrent, failing, "schema");
        return failing.isEmpty() ? answer(200, "ready", failing) : answer(503, "not ready", failing);
    }

    /** Adds the part when it cannot be asked, and the other when it says no. */
    private static boolean fails(String part, BooleanSupplier good, List<String> failing, String otherwise) {
        try {
            if (!good.getAsBoolean()) {
                failing.add(otherwise);
            }
        } catch (RuntimeException e) {
            log.warn("Not ready: the {} cannot be asked.", part, e);
            failing.add(part);
        }
        return !failing.isEmpty();
    }

    private boolean sealed() {
        return tx.ask(Purpose.MEASURING, ledger::size).lag().compareTo(SEALED_WITHIN) < 0;
    }

    /** Asked of the owner where its password is known; a schema once found current stays so while this process runs. */
    private boolean schemaCurrent() {
        if (!schemaFound) {
            schemaFound = !endpoint.knows(DatabaseRole.OWNER) || new Migrations(endpoint).upToDate();
        }
        return schemaFound;
    }

    private static ResponseEntity<byte[]> answer(int status, String word, List<String> failing) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", word);
        if (!failing.isEmpty()) {
            body.put("failing", failing);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(ApiJson.bytes(body));
    }
}
