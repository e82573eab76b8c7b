package io.kontor.entrance;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Time-based one-time codes (RFC 6238): six digits, thirty seconds, each good once. */
final class Codes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final Duration STEP = GENERATOR.getTimeStep();
    private static final int SEED_BYTES = 20;

    private Codes() {}

    static byte[] seed() {
        var seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /**
     * The step a code belongs to: the current one, or the one before or after for clocks that differ.
     *
     * @param lastStep the last step a code was taken for; that one and earlier ones are spent
     * @return the step, or nothing when the code is wrong or spent
     */
    static OptionalLong step(byte[] seed, String code, Instant now, long lastStep) {
        var given = code.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        long current = now.getEpochSecond() / STEP.toSeconds();
        for (long step = current - 1; step <= current + 1; step++) {
            var expected = code(seed, Instant.ofEpochSecond(step * STEP.toSeconds()));
            if (MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given) && step > lastStep) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    static String code(byte[] seed, Instant at) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(seed, GENERATOR.getAlgorithm()), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The seed as people type it. */
    static String typed(byte[] seed) {
        return new Base32().encodeToString(seed).replace("=", "");
    }

    /** What an authenticator app reads: RFC-less, but the same everywhere. */
    static String address(byte[] seed, String issuer, String account) {
        var house = URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20");
        var who = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(house, who, typed(seed), house);
    }

    /** A picture of text as the path of an SVG with the side length as view box. */
    record Picture(int side, String path) {
        static Picture of(String text) {
            var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
            var path = new StringBuilder();
            for (int y = 0; y < code.size; y++) {
                for (int x = 0; x < code.size; x++) {
                    if (code.getModule(x, y)) {
                        path.append('M').append(x + 2).append(' ').append(y + 2).append("h1v1h-1z");
                    }
                }
            }
            return new Picture(code.size + 4, path.toString());
        }
    }
}
