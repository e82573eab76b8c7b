package io.kontor.entrance;

import io.kontor.kernel.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords as Argon2id hashes (RFC 9106): 19 MiB, two passes. One takes about 30 ms of a core and its memory, so few are
 * worked on at once, however many people sign in.
 */
final class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final Argon2PasswordEncoder ARGON = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private static final Semaphore AT_ONCE = new Semaphore(3, true);
    private static final String NOBODY = ARGON.encode("nobody has this password");

    private Passwords() {}

    /** Refuses: too short or long, or made of the name or address. */
    static String hash(String password, String name, @Nullable String email) {
        var clean = Normalizer.normalize(password, Normalizer.Form.NFKC);
        if (clean.length() < SHORTEST) {
            throw Refusal.invalid("password-too-short", "least", SHORTEST).at("password");
        }
        if (clean.length() > LONGEST) {
            throw Refusal.invalid("field-too-long", "length", clean.length(), "most", LONGEST)
                    .at("password");
        }
        var lower = clean.toLowerCase(Locale.ROOT);
        var mailbox = email == null ? "" : email.split("@", 2)[0].toLowerCase(Locale.ROOT);
        if (lower.chars().distinct().count() < 5
                || (mailbox.length() > 3 && lower.contains(mailbox) && lower.length() < mailbox.length() + 6)
                || lower.replace(" ", "").equals(name.toLowerCase(Locale.ROOT).replace(" ", ""))) {
            throw Refusal.invalid("password-guessable").at("password");
        }
        return bounded(() -> ARGON.encode(clean));
    }

    /** Takes as long for somebody unknown as for somebody known. */
    static boolean matches(String password, @Nullable String hash) {
        if (password.length() > LONGEST) {
            return false;
        }
        var clean = Normalizer.normalize(password, Normalizer.Form.NFKC);
        boolean same = bounded(() -> ARGON.matches(clean, hash == null ? NOBODY : hash));
        return same && hash != null;
    }

    private static <T> T bounded(java.util.function.Supplier<T> work) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            AT_ONCE.release();
        }
    }
}
