package io.kontor.entrance;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Passkeys (W3C Web Authentication): the key stays with its owner, we keep the public half. The authenticator must have verified
 * its user.
 */
@Component
class Passkeys {
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(new ObjectConverter());
    private final Tx tx;
    private final JdbcClient jdbc;
    private final Challenges challenges;
    private final Credentials credentials;
    private final Access access;
    private final PublicAddress address;
    private final Ids ids;
    private final Clock clock;

    Passkeys(
            Tx tx,
            JdbcClient jdbc,
            Challenges challenges,
            Credentials credentials,
            Access access,
            PublicAddress address,
            Ids ids,
            Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.challenges = challenges;
        this.credentials = credentials;
        this.access = access;
        this.address = address;
        this.ids = ids;
        this.clock = clock;
    }

    /** A passkey as its owner sees it. */
    record Listed(
            UUID id,
            String label,
            Instant createdAt,
            @Nullable Instant usedAt) {}

    List<Listed> of(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> jdbc.sql(
                                "select id, label, created_at, used_at from entrance.passkey where person_id = :person order by id")
                        .param("person", person)
                        .query((row, number) -> new Listed(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4) == null
                                        ? null
                                        : row.getTimestamp(4).toInstant()))
                        .list());
    }

    /** What the browser needs to make a passkey, as {@code PublicKeyCredentialCreationOptionsJSON}. */
    Map<String, Object> creationOptions(Access.Account account, String house) {
        return Map.of(
                "rp", Map.of("id", address.host(), "name", house),
                "user",
                        Map.of(
                                "id", BASE64.encodeToString(bytes(account.person())),
                                "name", String.valueOf(account.email()),
                                "displayName", account.name()),
                "challenge", challenges.give(account.person()),
                "pubKeyCredParams",
                        List.of(
                                Map.of("type", "public-key", "alg", -8),
                                Map.of("type", "public-key", "alg", -7),
                                Map.of("type", "public-key", "alg", -257)),
                "timeout", Challenges.LASTING.toMillis(),
                "excludeCredentials", known(account.person()),
                "authenticatorSelection", Map.of("residentKey", "required", "userVerification", "required"),
                "attestation", "none");
    }

    /** What the browser needs to sign with a passkey. */
    Map<String, Object> requestOptions() {
        return Map.of(
                "challenge", challenges.give(null),
                "rpId", address.host(),
                "timeout", Challenges.LASTING.toMillis(),
                "userVerification", "required");
    }

    /** Keeps a new passkey. Refuses: the answer does not fit the challenge, this site or this person. */
    void register(Actor actor, Access.Account account, String response, String label) {
        var name = Fields.required(label, "label", 60);
        var data = verified(() -> manager.parseRegistrationResponseJSON(response));
        var client = data.getCollectedClientData();
        var object = data.getAttestationObject();
        if (client == null || object == null) {
            throw Refusal.invalid("passkey-refused");
        }
        challenges.take(client.getChallenge().getValue(), account.person());
        verified(() -> manager.verify(
                data, new RegistrationParameters(server(client.getChallenge().getValue()), ALGORITHMS, true, true)));
        var authenticator = object.getAuthenticatorData();
        var key = authenticator.getAttestedCredentialData();
        if (key == null) {
            throw Refusal.invalid("passkey-refused");
        }
        var transports = data.getTransports() == null
                ? Set.<String>of()
                : data.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .collect(Collectors.toSet());
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var recorded = credentials.passkeyChanged(actor, account, "passkey_added");
            jdbc.sql("""
                    insert into entrance.passkey (
                        id, person_id, credential_id, attested, transports, sign_count, backup_eligible, backed_up,
                        label, created_at, entry_id
                    )
                    values (
                        :id, :person, :credential, :attested, :transports, :count, :eligible, :backed, :label, :now, :entry
                    )
                    """)
                    .param("id", ids.next())
                    .param("person", account.person())
                    .param("credential", key.getCredentialId())
                    .param("attested", attested.convert(key))
                    .param("transports", Rows.texts(transports))
                    .param("count", authenticator.getSignCount())
                    .param("eligible", authenticator.isFlagBE())
                    .param("backed", authenticator.isFlagBS())
                    .param("label", name)
                    .param("now", Rows.timestamp(clock.instant()))
                    .param("entry", recorded.entryId())
                    .update();
        });
    }

    private record Stored(UUID id, UUID person, byte[] attested, long count, boolean eligible, boolean backed) {}

    /** Whose passkey signed. Refuses: nobody's, or not rightly. */
    Access.Account authenticate(String response) {
        var data = verified(() -> manager.parseAuthenticationResponseJSON(response));
        var client = data.getCollectedClientData();
        if (client == null) {
            throw Refusal.invalid("passkey-refused");
        }
        var credential = credentialId(data);
        challenges.take(client.getChallenge().getValue(), null);
        var stored =
                tx.ask(Purpose.SIGN_IN, () -> stored(credential)).orElseThrow(() -> Refusal.invalid("passkey-refused"));
        var record = new CredentialRecordImpl(
                null,
                true,
                stored.eligible(),
                stored.backed(),
                stored.count(),
                attested.convert(stored.attested()),
                null,
                null,
                null,
                null);
        verified(() -> manager.verify(
                data,
                new AuthenticationParameters(server(client.getChallenge().getValue()), record, null, true, true)));
        var count = data.getAuthenticatorData() == null
                ? 0
                : data.getAuthenticatorData().getSignCount();
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            jdbc.sql("update entrance.passkey set sign_count = :count, used_at = :now where id = :id")
                    .param("count", count)
                    .param("now", Rows.timestamp(clock.instant()))
                    .param("id", stored.id())
                    .update();
        });
        return access.account(stored.person()).orElseThrow(() -> Refusal.invalid("passkey-refused"));
    }

    private Optional<Stored> stored(byte[] credential) {
        return jdbc.sql("""
                select id, person_id, attested, sign_count, backup_eligible, backed_up from entrance.passkey
                where credential_id = :credential
                """)
                .param("credential", credential)
                .query((row, number) -> new Stored(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getBytes(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getBoolean(6)))
                .optional();
    }

    void remove(Actor actor, Access.Account account, UUID passkey) {
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            int gone = jdbc.sql("delete from entrance.passkey where id = :id and person_id = :person")
                    .param("id", passkey)
                    .param("person", account.person())
                    .update();
            if (gone == 0) {
                throw Refusal.notFound("passkey");
            }
            credentials.passkeyChanged(actor, account, "passkey_removed");
        });
    }

    private List<Map<String, String>> known(UUID person) {
        return tx.ask(
                Purpose.SIGN_IN,
                () -> jdbc.sql("select credential_id from entrance.passkey where person_id = :person")
                        .param("person", person)
                        .query((row, number) ->
                                Map.of("type", "public-key", "id", BASE64.encodeToString(row.getBytes(1))))
                        .list());
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(address.origin().toString()))
                .rpId(address.host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static <T> T verified(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (VerificationException | DataConversionException e) {
            throw Refusal.invalid("passkey-refused");
        }
    }

    @SuppressWarnings("NullAway") // the library's annotation says that the array's bytes may be null, not the array
    private static byte[] credentialId(AuthenticationData data) {
        return Optional.ofNullable(data.getCredentialId()).orElseThrow(() -> Refusal.invalid("passkey-refused"));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
