package io.kontor.post;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How mail leaves the house.
 *
 * @param server an address such as {@code smtp://mail.example.com:587} or {@code smtps://...}; none when letters wait here
 * @param user and {@code password} for the server, if it asks
 * @param from who mails come from
 * @param folder where the demo writes letters instead
 */
public record PostSettings(
        @Nullable URI server,
        @Nullable String user,
        @Nullable String password,
        String from,
        @Nullable Path folder) {
    /** Letters wait until somebody copies their links. */
    public static PostSettings waiting() {
        return new PostSettings(null, null, null, "kontor@localhost", null);
    }

    /** Refuses: an address that is no mail server's; a sender that is no address. */
    public static PostSettings of(
            @Nullable String server, @Nullable String user, @Nullable String password, @Nullable String from) {
        if (server == null || server.isBlank()) {
            return waiting();
        }
        var sender = Fields.email(from, "mail-from");
        try {
            var uri = URI.create(server.strip());
            if (("smtp".equals(uri.getScheme()) || "smtps".equals(uri.getScheme())) && uri.getHost() != null) {
                return new PostSettings(uri, user, password, sender, null);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw Refusal.invalid("smtp-url-malformed", "url", server);
    }

    public static PostSettings toFolder(Path folder) {
        return new PostSettings(null, null, null, "kontor@localhost", folder);
    }

    public boolean leaves() {
        return server != null || folder != null;
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "PostSettings[" + server + "]";
    }
}
