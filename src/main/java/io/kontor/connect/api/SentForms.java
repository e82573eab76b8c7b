package io.kontor.connect.api;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.ui.Ui;
import io.kontor.ui.Viewer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Does what one drawing of a form asks for once, however often it is sent, also at the same moment: each drawing carries what was
 * drawn for it alone, and whoever sends the same again is led to where the first was led. It keeps this where programs keep their
 * keys.
 *
 * <p>Only what led on to another page was done. A form that was refused, or answered with a page or a file, may be sent again;
 * so may one whose fields say something else.
 *
 * <p>What was being done when the server stopped may be done or not: it is not done again, and who asks is told to look.
 */
@Component
@ConditionalOnWebApplication
final class SentForms implements WebMvcConfigurer, HandlerInterceptor {
    private static final String KEY = SentForms.class.getName();
    /** How long somebody who sent the same again waits for the first to be done. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LONGEST_PAUSE = 200;
    private static final int LONGEST_DRAWN = 100;
    /** Files are told apart by name, size and how they begin. */
    private static final int READ_OF_FILES = 1024 * 1024;

    private final Tx tx;
    private final AnswerSql sql;
    private final Clock clock;

    SentForms(Tx tx, AnswerSql sql, Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.clock = clock;
    }

    /** After the guard: what somebody may not do is not remembered. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(1);
    }

    /** One form as one person sent it. A space keeps its key apart from those of programs. */
    private record Sent(String person, String key, byte[] request) {
        static Sent of(Actor actor, byte[] request) {
            return new Sent(Answers.name(actor), "form " + HexFormat.of().formatHex(request), request);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        var viewer = (Viewer) request.getAttribute(Viewer.ATTRIBUTE);
        var drawn = request.getMethod().equals("POST") ? request.getParameter(Ui.ONCE) : null;
        if (drawn == null
                || drawn.isBlank()
                || drawn.length() > LONGEST_DRAWN
                || viewer == null
                || viewer.guest()
                || request.getAttribute(KEY) != null) {
            return true;
        }
        var sent = Sent.of(viewer.actor(), digest(request));
        var before = before(sent);
        if (before == null) {
            request.setAttribute(KEY, sent);
            return true;
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", before);
        return false;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception bug) {
        if (!(request.getAttribute(KEY) instanceof Sent sent)) {
            return;
        }
        var location = response.getHeader("Location");
        boolean done = bug == null
                && response.getStatus() == HttpStatus.SEE_OTHER.value()
                && location != null
                && !Ui.refuses(location);
        tx.as(Purpose.HOUSEKEEPING.actor(), () -> {
            if (done) {
                sql.lead(sent.person, sent.key, response.getStatus(), location);
            } else {
                sql.release(sent.person, sent.key);
            }
        });
    }

    /**
     * Where the first was led, or none when this is the first.
     *
     * <p>Refuses: the first is still being done, or was when the server stopped.
     */
    private @Nullable String before(Sent sent) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = 10; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            var location = tx.as(Purpose.HOUSEKEEPING.actor(), () -> {
                var now = clock.instant();
                return sql.claim(sent.person, sent.key, sent.request, now, now.minus(Answers.KEPT))
                        ? ""
                        : sql.led(sent.person, sent.key).orElse(null);
            });
            if (location != null) {
                return location.isEmpty() ? null : location;
            }
            if (System.nanoTime() > until) {
                throw Refusal.conflict("form-being-done");
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped while the same form was being done", e);
            }
        }
    }

    /** Where it was sent to and all it says, but for the token against forgery, which another page of the same session may have. */
    private static byte[] digest(HttpServletRequest request) throws IOException, ServletException {
        try (var out =
                new DigestOutputStream(java.io.OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            say(out, request.getRequestURI());
            for (var field : new TreeMap<>(request.getParameterMap()).entrySet()) {
                if (!field.getKey().equals("_csrf")) {
                    say(out, field.getKey());
                    for (var value : field.getValue()) {
                        say(out, value);
                    }
                }
            }
            if (String.valueOf(request.getContentType())
                    .toLowerCase(Locale.ROOT)
                    .startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
                for (var part : request.getParts()) {
                    if (part.getSubmittedFileName() != null) {
                        say(out, part.getName() + "/" + part.getSize() + "/" + part.getSubmittedFileName());
                        try (InputStream content = part.getInputStream()) {
                            out.write(content.readNBytes(READ_OF_FILES));
                        }
                    }
                }
            }
            return out.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(DigestOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
    }
}
