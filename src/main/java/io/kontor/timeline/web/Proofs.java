package io.kontor.timeline.web;

import io.kontor.kernel.Actor;
import io.kontor.ledger.Seals;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Entries as files that prove them: {@code ./kontor ledger verify --file} reads them. */
final class Proofs {
    private Proofs() {}

    static ResponseEntity<byte[]> file(Seals seals, Actor actor, UUID entry) {
        var name = ContentDisposition.attachment()
                .filename("proof-" + entry + ".jsonl")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/jsonl"))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(seals.prove(actor, entry));
    }
}
