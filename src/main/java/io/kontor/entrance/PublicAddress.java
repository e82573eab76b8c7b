package io.kontor.entrance;

import io.kontor.kernel.Refusal;
import java.net.URI;

/**
 * Under which address people reach this office: what links in mails start with, what cookies and passkeys are bound to.
 *
 * @param origin scheme, host and port, without a path
 */
public record PublicAddress(URI origin) {
    /** Refuses: an address that is not http or https, or that has a path. */
    public static PublicAddress of(String url) {
        try {
            var uri = URI.create(url.strip().replaceFirst("/+$", ""));
            var scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && (uri.getPath() == null || uri.getPath().isEmpty())
                    && uri.getQuery() == null) {
                return new PublicAddress(uri);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw Refusal.invalid("public-url-malformed", "url", url);
    }

    public String link(String path) {
        return origin + path;
    }

    boolean secure() {
        return "https".equals(origin.getScheme());
    }

    String host() {
        return origin.getHost();
    }
}
