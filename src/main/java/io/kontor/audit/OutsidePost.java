package io.kontor.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Sends a text to an https address outside, and nowhere else: the name is looked up once, an address of this machine or of a
 * network around it is refused, and the connection goes to exactly the address that was checked. No redirect is followed.
 */
@Component
class OutsidePost {
    /**
     * What is around this machine, and how a place outside proves who it is.
     *
     * @param inside whether nothing may be sent to an address
     */
    record World(Predicate<InetAddress> inside, SSLSocketFactory tls) {
        static World real() {
            return new World(OutsidePost::inside, (SSLSocketFactory) SSLSocketFactory.getDefault());
        }
    }

    private final World world;

    /** @param other than the real one only where a test says so */
    OutsidePost(ObjectProvider<World> other) {
        this.world = other.getIfAvailable(World::real);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HTTPS = 443;
    private static final int MOST = 1_024;
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})[ \\r\\n]");

    /** @throws IOException when it is no place outside, cannot be reached, or does not answer with 200 to 299 */
    void send(URI to, String text) throws IOException {
        var host = to.getHost();
        if (!"https".equals(to.getScheme()) || host == null) {
            throw new IOException("not an https address");
        }
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var address = outside(bare);
        try (var plain = new Socket()) {
            plain.setSoTimeout((int) PATIENCE.toMillis());
            int port = to.getPort() < 0 ? HTTPS : to.getPort();
            plain.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
            try (var secure = (SSLSocket) world.tls().createSocket(plain, bare, port, true)) {
                var parameters = secure.getSSLParameters();
                identified(parameters);
                secure.setSSLParameters(parameters);
                ask(secure, to, host, port, text);
            }
        }
    }

    private static void identified(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }

    private static void ask(Socket socket, URI to, String host, int port, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var path = (to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath())
                + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
        var head = "POST " + path + " HTTP/1.1\r\nHost: " + host + (port == HTTPS ? "" : ":" + port)
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + body.length
                + "\r\nUser-Agent: Kontor\r\nConnection: close\r\n\r\n";
        var out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        var answer = new String(socket.getInputStream().readNBytes(MOST), StandardCharsets.ISO_8859_1);
        var status = ANSWER.matcher(answer);
        if (!status.lookingAt() || !status.group(1).startsWith("2")) {
            throw new IOException(status.lookingAt() ? "answered " + status.group(1) : "no answer we can read");
        }
    }

    private InetAddress outside(String host) throws IOException {
        for (var address : InetAddress.getAllByName(host)) {
            if (!world.inside().test(address)) {
                return address;
            }
        }
        throw new IOException("no address outside this network");
    }

    /** Whether an address is of this machine, of a network around it, or of nobody in particular. */
    static boolean inside(InetAddress address) {
        var bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean four = bytes.length == 4;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (four && (first == 0 || first >= 240))
                || (four && first == 100 && (second & 0xc0) == 64)
                || (four && first == 198 && (second & 0xfe) == 18)
                || (four && first == 192 && second == 0 && (bytes[2] & 0xff) == 0)
                || (!four && (first & 0xfe) == 0xfc)
                || (!four && embedded(bytes));
    }

    /** Addresses of the old kind inside the new: mapped, compatible, translated (64:ff9b::/96), tunnelled (2002::/16). */
    private static boolean embedded(byte[] bytes) {
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean tunnelled = bytes[0] == 0x20 && bytes[1] == 2;
        boolean zeros = true;
        for (int i = 0; i < 10; i++) {
            zeros &= bytes[i] == 0;
        }
        return translated || tunnelled || zeros;
    }
}
