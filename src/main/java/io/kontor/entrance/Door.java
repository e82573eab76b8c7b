package io.kontor.entrance;

import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.people.Access;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the web part of this room may do; everything else of the room is behind it. */
@Component
public final class Door {
    private final Tx tx;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Credentials credentials;
    private final Passkeys passkeys;
    private final Links links;
    private final Access access;
    private final Company company;
    private final Ids ids;

    Door(
            Tx tx,
            Sessions sessions,
            SignIns signIns,
            Credentials credentials,
            Passkeys passkeys,
            Links links,
            Access access,
            Company company,
            Ids ids) {
        this.tx = tx;
        this.sessions = sessions;
        this.signIns = signIns;
        this.credentials = credentials;
        this.passkeys = passkeys;
        this.links = links;
        this.access = access;
        this.company = company;
        this.ids = ids;
    }

    /** Who asks for a page: a session with its account, or nobody; and the company they ask. */
    public record Caller(
            @Nullable UUID session,
            boolean halfway,
            Access.@Nullable Account account,
            @Nullable Actor actor,
            CompanyProfile company) {}

    /** Reads everything a request needs to know of its caller, in one transaction. */
    public Caller caller(Optional<String> secret) {
        var caller = tx.ask(Purpose.SIGN_IN, () -> {
            var profile = company.profile(Purpose.SIGN_IN.actor());
            var found = secret.flatMap(sessions::find).orElse(null);
            if (found == null) {
                return new Caller(null, false, null, null, profile);
            }
            var actor = found.halfway() ? null : access.actor(found.account(), ids.next());
            return new Caller(found.id(), found.halfway(), found.account(), actor, profile);
        });
        if (caller.session() != null) {
            sessions.seen(caller.session());
        }
        return caller;
    }

    /** A secret for the cookie; {@code halfway} asks for a code next. */
    public record Entered(String secret, boolean halfway) {}

    private static Entered entered(SignIns.Entered entered) {
        return new Entered(entered.secret().text(), entered.halfway());
    }

    public Entered password(String email, String password, Sessions.Client client) {
        return entered(signIns.password(email, password, client));
    }

    public Entered code(Caller halfway, String code, Sessions.Client client) {
        return entered(signIns.code(found(halfway), code, client));
    }

    public Entered passkey(String response, Sessions.Client client) {
        return entered(signIns.passkey(response, client));
    }

    public Entered throughLink(Links.Kind kind, String secret, String password, Sessions.Client client) {
        return entered(signIns.throughLink(kind, secret, password, client));
    }

    /** What the first person tells of the office and of themselves. */
    public record FirstDay(
            String company,
            String currency,
            String zone,
            String language,
            String name,
            String email,
            String password) {}

    public Entered setUp(String secret, FirstDay told, Sessions.Client client) {
        return entered(signIns.setUp(secret, told, client));
    }

    /** The name behind an invitation or reset link. Refuses: a link that opens nothing any more. */
    public String behind(Links.Kind kind, String secret) {
        var link = links.find(kind, secret);
        return kind == Links.Kind.SET_UP ? "" : links.account(link).name();
    }

    public void signOut(Caller caller) {
        if (caller.account() != null) {
            sessions.end(found(caller));
        }
    }

    private static Sessions.Found found(Caller caller) {
        if (caller.session() == null || caller.account() == null) {
            throw io.kontor.kernel.Refusal.invalid("sign-in-again");
        }
        return new Sessions.Found(caller.session(), caller.halfway(), caller.account());
    }

    public void changePassword(Actor actor, UUID session, String old, String password) {
        signIns.changePassword(actor, session, old, password);
    }

    /**
     * That the actor, who is signed in already, is who they say, before an act that is signed. Refuses: a wrong password; a
     * passkey that is not theirs; too many tries.
     *
     * @param passkey what the authenticator answered, or empty when the password is given
     */
    public void confirm(Actor actor, String password, String passkey, Sessions.Client client) {
        if (passkey.isBlank()) {
            signIns.confirm(actor, password, client);
        } else {
            signIns.confirmByPasskey(actor, passkey);
        }
    }

    /** A passkey as its owner sees it. */
    public record Passkey(UUID id, String label, java.time.Instant createdAt, java.time.@Nullable Instant usedAt) {}

    /** How one signs in oneself. */
    public record Mine(Credentials.Ways ways, List<Passkey> passkeys, List<Sessions.Listed> sessions) {}

    public Mine mine(Actor actor) {
        var self = signIns.self(actor);
        return new Mine(
                credentials.ways(self.person()),
                passkeys.of(self.person()).stream()
                        .map(key -> new Passkey(key.id(), key.label(), key.createdAt(), key.usedAt()))
                        .toList(),
                sessions.of(self.person()));
    }

    /** A seed for an authenticator app: as text and as a picture. */
    public record Seed(String typed, int side, String path) {}

    public Seed beginCode(Actor actor, String house) {
        var self = signIns.self(actor);
        return seed(credentials.beginCode(self.person()), self, house);
    }

    public Optional<Seed> begunCode(Actor actor, String house) {
        var self = signIns.self(actor);
        return credentials.begunSeed(self.person()).map(seed -> seed(seed, self, house));
    }

    private static Seed seed(byte[] seed, Access.Account account, String house) {
        var picture = Codes.Picture.of(Codes.address(seed, house, String.valueOf(account.email())));
        return new Seed(Codes.typed(seed), picture.side(), picture.path());
    }

    public List<String> confirmCode(Actor actor, String code) {
        return credentials.confirmCode(actor, signIns.self(actor), code);
    }

    /** Refuses: the code that proves the owner is wrong. */
    public void removeCode(Actor actor, String code) {
        var self = signIns.self(actor);
        if (!credentials.codeMatches(self.person(), code)) {
            throw io.kontor.kernel.Refusal.invalid("code-wrong").at("code");
        }
        credentials.removeCode(actor, self, "self");
    }

    public Object passkeyCreationOptions(Actor actor, String house) {
        return passkeys.creationOptions(signIns.self(actor), house);
    }

    public Object passkeyRequestOptions() {
        return passkeys.requestOptions();
    }

    public void addPasskey(Actor actor, String response, String label) {
        passkeys.register(actor, signIns.self(actor), response, label);
    }

    public void removePasskey(Actor actor, UUID passkey) {
        passkeys.remove(actor, signIns.self(actor), passkey);
    }
}
