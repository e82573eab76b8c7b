package io.kontor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kontor.browser.Browser;
import io.kontor.ledger.LogKey;
import io.kontor.ledger.Seals;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import io.kontor.verify.Flaw;
import io.kontor.verify.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints sent to a web address: a small server stands for the place outside. */
@Tag("browser")
class WebhookTest {
    private static final char[] SECRET = "sample-secret".toCharArray();

    @TempDir
    Path folder;

    /** What arrived. */
    private record Arrived(String path, String type, String body) {}

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private HttpsServer place;
    private TestServer server;
    private Outlets outlets;

    @BeforeEach
    void open() throws Exception {
        var tls = tls();
        place = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        place.setHttpsConfigurator(new HttpsConfigurator(tls));
        place.createContext("/checkpoints", exchange -> answer(exchange, 200));
        place.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/checkpoints");
            answer(exchange, 307);
        });
        place.createContext("/broken", exchange -> answer(exchange, 500));
        place.start();
        server = TestServer.open(new OutsidePost.World(address -> false, tls.getSocketFactory()));
        outlets = server.bean(Outlets.class);
    }

    @AfterEach
    void close() {
        server.close();
        place.stop(0);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        arrived.add(new Arrived(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** A certificate for localhost that nobody but this test believes. */
    private SSLContext tls() throws Exception {
        var file = folder.resolve("place.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "place",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(SECRET),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor())
                .as(new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        var own = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            own.load(in, SECRET);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, SECRET);
        var believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        believed.setCertificateEntry("place", own.getCertificate("place"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private void sendTo(String path) {
        var auditing = server.bean(Auditing.class);
        var admin = server.administrator();
        auditing.change(
                admin,
                new AuditRules(
                        3,
                        null,
                        300,
                        20,
                        60,
                        true,
                        "https://localhost:" + place.getAddress().getPort() + path,
                        List.of(),
                        List.of()),
                null);
        server.settle();
    }

    private Outlets.Sent webhook() {
        return outlets.sent(server.administrator()).stream()
                .filter(one -> one.place() == Outlets.Place.WEBHOOK)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_checkpoint_arrives_once_signed_by_the_log_and_the_auditor_sees_when() throws Flaw {
        sendTo("/checkpoints?from=kontor");
        outlets.round();
        assertThat(arrived).hasSize(1);
        var one = arrived.getFirst();
        assertThat(one.path()).isEqualTo("POST /checkpoints?from=kontor");
        assertThat(one.type()).isEqualTo("text/plain; charset=utf-8");
        var seals = server.bean(Seals.class);
        var note = SignedNote.parse(one.body());
        assertThat(note.signers(seals.state().keys().stream().map(LogKey::key).toList()))
                .isNotEmpty();
        assertThat(seals.checkpoint()).contains(one.body());
        var sent = webhook();
        assertThat(sent.problem()).isNull();
        assertThat(sent.size()).isEqualTo(Long.parseLong(note.text().split("\n")[1]));
        assertThat(sent.at()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
        outlets.round();
        assertThat(arrived).as("nothing was sealed since").hasSize(1);
        server.bean(Partners.class).create(server.administrator(), Partner.named("Webhook Sample"), null);
        server.settle();
        outlets.round();
        assertThat(arrived).hasSize(2);
        assertThat(webhook().size()).isGreaterThan(sent.size());
        AuditBrowserTest.auditor(server);
        try (var browser = Browser.desktop(server).signIn("auditor@audit.example", TestServer.PASSWORD)) {
            browser.open("/audit");
            assertThat(browser.main()).contains("Web address").doesNotContain("Nowhere outside yet");
            browser.looksRight();
        }
    }

    @Test
    void a_redirect_is_not_followed_and_a_failure_is_said_and_tried_again() {
        sendTo("/moved");
        outlets.round();
        assertThat(arrived).extracting(Arrived::path).containsExactly("POST /moved");
        assertThat(webhook().problem()).isEqualTo("answered 307");
        assertThat(webhook().size()).isZero();
        sendTo("/broken");
        outlets.round();
        assertThat(webhook().problem()).isEqualTo("answered 500");
        sendTo("/checkpoints");
        outlets.round();
        assertThat(webhook().problem()).isNull();
        assertThat(arrived.getLast().path()).isEqualTo("POST /checkpoints");
    }
}
