package io.kontor.connect.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API says of the ledger as a log: hashes in base64, as RFC 6962 makes them. */
final class LogBodies {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private LogBodies() {}

    static String text(byte[] hash) {
        return BASE64.encodeToString(hash);
    }

    static List<String> texts(List<byte[]> hashes) {
        return hashes.stream().map(LogBodies::text).toList();
    }

    @Schema(
            name = "Checkpoint",
            description = "A signed statement of how many entries the log has and what their root is.")
    record CheckpointBody(
            @Schema(
                    description = "The signed note, witnesses’ signatures included: origin, size, root, signatures.",
                    example = "kontor/example")
            String note) {}

    @Schema(name = "Inclusion", description = "That an entry is in the log: RFC 6962’s audit path.")
    record InclusionBody(
            @Schema(description = "The position of the entry.", example = "41")
            long position,

            @Schema(description = "How many entries the tree has.", example = "1000")
            long size,

            @Schema(
                    description = "The hash of the entry’s leaf.",
                    example = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
            String leafHash,

            @Schema(description = "The hashes on the way to the root, the lowest first.")
            List<String> hashes) {}

    @Schema(
            name = "Consistency",
            description = "That a larger log begins with a smaller one: RFC 6962’s consistency proof.")
    record ConsistencyBody(
            @Schema(description = "How many entries the smaller one has.", example = "500")
            long from,

            @Schema(description = "How many entries the larger one has.", example = "1000")
            long to,

            @Schema(description = "The hashes of the proof.")
            List<String> hashes) {}

    @Schema(name = "Cosignatures", description = "What witnesses signed of a checkpoint.")
    record CosignaturesBody(
            @Schema(description = "How many signatures were kept that were not known yet.", example = "1") @Nullable Integer kept) {}
}
