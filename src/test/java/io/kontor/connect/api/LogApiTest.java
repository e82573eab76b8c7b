package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.ledger.Ledger;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TreeChecks;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class LogApiTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID PERSON = SERVER.person("log@api.example", "Log Reader", "auditor", "partner-operations");

    final Program program = Program.with(SERVER, PERSON, "entry:see", "partner:see");

    @Test
    void a_program_checks_that_an_entry_is_in_the_log_and_that_the_log_only_grew() throws Flaw {
        var before = checkpoint();
        var partners = SERVER.bean(Partners.class);
        var id = partners.create(SERVER.administrator(), Partner.named("Log API Sample"), null);
        SERVER.bean(Ledger.class).settle();
        var entry = program.get("/api/v1/entries?subject=partner/" + id).json().at("/items/0");
        var after = checkpoint();
        var position = entry.at("/position").asLong();
        var proof = program.get("/api/v1/log/inclusion?position=" + position + "&size=" + after.size());
        assertThat(proof.status()).isEqualTo(200);
        var root = after.rootHash();
        assertThat(TreeChecks.includes(
                        position,
                        after.size(),
                        Base64.getDecoder().decode(proof.text("/leaf_hash")),
                        hashes(proof),
                        root))
                .isTrue();
        var growth = program.get("/api/v1/log/consistency?from=" + before.size() + "&to=" + after.size());
        assertThat(TreeChecks.extendsTo(before.size(), before.rootHash(), after.size(), root, hashes(growth)))
                .isTrue();
        var file = program.get("/api/v1/entries/" + entry.at("/id").asString() + "/proof");
        assertThat(file.header("Content-Type")).startsWith("application/jsonl");
        assertThat(file.body())
                .startsWith("{\"format\":\"kontor.ledger.export/1\"")
                .contains("Log API Sample");
    }

    private Checkpoint checkpoint() throws Flaw {
        var reply = program.get("/api/v1/log/checkpoint");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return Checkpoint.parse(SignedNote.parse(reply.text("/note")).text());
    }

    private static java.util.List<byte[]> hashes(Program.Reply reply) {
        var hashes = new java.util.ArrayList<byte[]>();
        reply.json().at("/hashes").forEach(one -> hashes.add(Base64.getDecoder().decode(one.asString())));
        return hashes;
    }

    @Test
    void what_is_not_there_or_not_allowed_is_refused_clearly() {
        assertThat(program.get("/api/v1/log/checkpoint?size=999999999").status())
                .isEqualTo(404);
        assertThat(program.get("/api/v1/log/inclusion?position=0").status()).isEqualTo(400);
        assertThat(program.get("/api/v1/log/inclusion?position=5&size=x").status())
                .isEqualTo(400);
        assertThat(program.get("/api/v1/log/inclusion?position=999999999&size=9")
                        .status())
                .isBetween(400, 499);
        assertThat(program.get("/api/v1/log/consistency?from=9&to=1").status()).isBetween(400, 499);
        assertThat(Program.with(SERVER, PERSON, "partner:see")
                        .get("/api/v1/log/checkpoint")
                        .status())
                .isEqualTo(403);
        assertThat(program.post("/api/v1/log/cosignatures", "{\"note\":\"x\"}").status())
                .isEqualTo(403);
        var witness = Program.with(SERVER, PERSON, "cosignature:create");
        assertThat(witness.post("/api/v1/log/cosignatures", "{}").status()).isEqualTo(422);
        var refused = witness.post("/api/v1/log/cosignatures", "{\"note\":\"no note\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("witness");
    }
}
