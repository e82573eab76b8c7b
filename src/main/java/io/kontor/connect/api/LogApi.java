package io.kontor.connect.api;

import io.kontor.audit.Cosignatures;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Seals;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ledger as a log that can be checked: checkpoints, proofs, and what witnesses signed. */
@RestController
@Tag(name = "log")
@RequestMapping("/api/v1/log")
class LogApi {
    private static final String ENTRY = "entry";
    private static final String POSITION = "api-expects-position";

    private final Seals seals;
    private final Cosignatures cosignatures;

    LogApi(Seals seals, Cosignatures cosignatures) {
        this.seals = seals;
        this.cosignatures = cosignatures;
    }

    /** The newest checkpoint, or that of just so many entries. */
    @GetMapping("/checkpoint")
    @Needs(kind = ENTRY)
    ResponseEntity<byte[]> checkpoint(Call call) {
        call.parameters(Set.of("size"));
        var note = call.parameter("size", POSITION, Texts::position)
                .map(seals::checkpoint)
                .orElseGet(cosignatures::checkpoint)
                .orElseThrow(() -> Refusal.notFound(ENTRY));
        return Answer.of(200, null, null, new LogBodies.CheckpointBody(note)).entity();
    }

    @GetMapping("/inclusion")
    @Needs(kind = ENTRY)
    ResponseEntity<byte[]> inclusion(Call call) {
        call.parameters(Set.of("position", "size"));
        long position = call.needed("position", POSITION, Texts::position);
        long size = call.needed("size", POSITION, Texts::position);
        var hashes = seals.inclusion(position, size);
        var leaf = LogBodies.text(seals.leaf(position).hash());
        var body = new LogBodies.InclusionBody(position, size, leaf, LogBodies.texts(hashes));
        return Answer.of(200, null, null, body).entity();
    }

    @GetMapping("/consistency")
    @Needs(kind = ENTRY)
    ResponseEntity<byte[]> consistency(Call call) {
        call.parameters(Set.of("from", "to"));
        long from = call.needed("from", POSITION, Texts::position);
        long to = call.needed("to", POSITION, Texts::position);
        var body = new LogBodies.ConsistencyBody(from, to, LogBodies.texts(seals.consistency(from, to)));
        return Answer.of(200, null, null, body).entity();
    }

    /** Twice the same keeps nothing twice. */
    @PostMapping("/cosignatures")
    @Needs(kind = Cosignatures.KIND, verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        call.parameters(Set.of());
        var note = call.tree(MediaType.APPLICATION_JSON_VALUE).path("note");
        if (!note.isString()) {
            throw Refused.at(HttpStatus.UNPROCESSABLE_CONTENT, "note", "api-parameter-needed");
        }
        int kept = cosignatures.keep(call.actor(), note.asString());
        return Answer.of(201, null, null, new LogBodies.CosignaturesBody(kept)).entity();
    }
}
