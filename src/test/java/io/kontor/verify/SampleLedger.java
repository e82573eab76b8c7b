package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A made-up ledger in memory, sealed and signed, and the exports of it. */
public final class SampleLedger {
    public static final String ORIGIN = "kontor.example/ledger";

    private final Random random;
    private final List<NoteSigner> signers = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final List<byte[]> leafHashes = new ArrayList<>();
    private final TreeHasher hasher = new TreeHasher();

    public SampleLedger(long seed) {
        random = new Random(seed);
        signers.add(signer(ORIGIN, NoteKey.Type.ED25519));
    }

    public static SampleLedger of(long seed, int size) {
        var ledger = new SampleLedger(seed);
        ledger.add(size);
        return ledger;
    }

    static NoteSigner signer(String name, NoteKey.Type type) {
        try {
            return NoteSigner.generate(name, type, new SecureRandom());
        } catch (Flaw flaw) {
            throw new AssertionError(flaw);
        }
    }

    public void add(int count) {
        for (int i = 0; i < count; i++) {
            entry(entries.size());
        }
    }

    /** The same entries, signed by somebody else under the same name. */
    public SampleLedger signedAnew() {
        signers.clear();
        signers.add(signer(ORIGIN, NoteKey.Type.ED25519));
        return this;
    }

    /** Later checkpoints carry one more signature. */
    SampleLedger alsoSignedBy(NoteSigner signer) {
        signers.add(signer);
        return this;
    }

    public NoteKey key() {
        return signers.getFirst().key();
    }

    public int size() {
        return entries.size();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Every third text is erased; every seventh entry shows its leaf only. */
    private void entry(int position) {
        try {
            var name = position % 3 == 1
                    ? "{\"$commitment\":\"" + base64(bytes(32)) + "\",\"$personal\":null}"
                    : "{\"$key\":\"" + base64(bytes(32)) + "\",\"$personal\":\"Zoë Ex\\\"ample " + position + "\"}";
            var reason = "{\"$key\":\"" + base64(bytes(32)) + "\",\"$text\":\"as agreed\\n\"}";
            var content =
                    "{\"format\":1,\"occurred_at\":\"2026-11-21T09:30:00.000000Z\",\"origin\":\"person\",\"reason\":"
                            + reason
                            + ",\"role\":\"partner-manager\",\"state\":{\"amount\":\"12.50\",\"name\":" + name
                            + ",\"rank\":" + position
                            + "}}";
            var salt = bytes(Content.SALT);
            var committer = new Content();
            var leaf = Leaf.of(
                    uuid().toString(),
                    "2026-11-21T09:30:00.%06dZ".formatted(position),
                    uuid().toString(),
                    "contact.changed",
                    "contact",
                    uuid().toString(),
                    committer.commitment(committer.committed(content.getBytes(StandardCharsets.UTF_8)), salt));
            var readable = position % 7 == 6 ? "" : ",\"content\":" + content + ",\"salt\":\"" + base64(salt) + "\"";
            var line = "{\"action\":\"" + leaf.action() + "\",\"actor\":\"" + leaf.actor() + "\",\"at\":\"" + leaf.at()
                    + "\",\"id\":\"" + leaf.id() + "\",\"leaf\":\"" + base64(leaf.bytes()) + "\",\"position\":"
                    + position
                    + ",\"subject\":{\"id\":\"" + leaf.subjectId() + "\",\"type\":\"contact\"}" + readable + "}";
            entries.add(new String(CanonicalJson.of(line), StandardCharsets.UTF_8));
            leafHashes.add(hasher.leaf(leaf.bytes()));
        } catch (Flaw flaw) {
            throw new AssertionError(flaw);
        }
    }

    private TreeProofs proofs() {
        return new TreeProofs(this::subtree);
    }

    private byte[] subtree(int level, long index) {
        return level == 0
                ? leafHashes.get(Math.toIntExact(index))
                : hasher.node(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1));
    }

    public SignedNote checkpoint(int size) {
        try {
            var text = Checkpoint.of(ORIGIN, size, proofs().root(size)).text();
            var note = signers.getFirst().sign(text);
            for (var signer : signers.subList(1, signers.size())) {
                note = signer.sign(note, 1_790_000_000L);
            }
            return note;
        } catch (Flaw flaw) {
            throw new AssertionError(flaw);
        }
    }

    public byte[] export() {
        return export(0, size(), size());
    }

    /** The entries of these positions against the tree of that size. */
    public byte[] export(int from, int to, int size) {
        var vkeys = signers.stream().map(signer -> signer.key().toString()).toList();
        var lines = new ArrayList<String>();
        lines.add("{\"format\":\"kontor.ledger.export/1\",\"from\":" + from + ",\"origin\":\"" + ORIGIN + "\",\"to\":"
                + to + ",\"vkeys\":" + array(vkeys) + "}");
        lines.addAll(entries.subList(from, to));
        var proofs = from == 0 && to == size
                ? ""
                : ",\"proofs\":{\"consistency\":" + hashes(to == size ? List.of() : proofs().consistency(to, size))
                        + ",\"inclusion\":" + hashes(proofs().inclusion(from, from + 1)) + "}";
        lines.add("{\"checkpoint\":\"" + checkpoint(size).toString().replace("\n", "\\n") + "\"" + proofs + "}");
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String hashes(List<byte[]> hashes) {
        return array(hashes.stream().map(this::base64).toList());
    }

    private static String array(List<String> texts) {
        return texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
    }
}
