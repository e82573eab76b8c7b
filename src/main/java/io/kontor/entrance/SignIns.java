package io.kontor.entrance;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Coming in: with a password and perhaps a code, with a passkey, through a link; and setting the office up. */
@Component
public class SignIns {
    private final Tx tx;
    private final Access access;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Links links;
    private final Attempts attempts;
    private final Company company;
    private final People people;
    private final Ids ids;

    SignIns(
            Tx tx,
            Access access,
            Credentials credentials,
            Sessions sessions,
            Passkeys passkeys,
            Challenges challenges,
            Links links,
            Attempts attempts,
            Company company,
            People people,
            Ids ids) {
        this.tx = tx;
        this.access = access;
        this.credentials = credentials;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.links = links;
        this.attempts = attempts;
        this.company = company;
        this.people = people;
        this.ids = ids;
    }

    /** The secret for the cookie, and whether a code is still to come. */
    record Entered(Opaque secret, boolean halfway) {}

    /** Refuses: unknown address or wrong password, told alike; too many tries. */
    Entered password(String email, String password, Sessions.Client client) {
        var key = email.strip().toLowerCase(Locale.ROOT);
        tx.as(Purpose.SIGN_IN.actor(), () -> attempts.check(key, client.address()));
        var account = access.account(email);
        if (!credentials.passwordMatches(account, password)) {
            tx.as(Purpose.SIGN_IN.actor(), () -> attempts.failed(key, client.address()));
            throw Refusal.invalid("sign-in-wrong");
        }
        var known = account.orElseThrow();
        var halfway = credentials.asksForCode(known.person());
        if (!halfway) {
            tx.as(Purpose.SIGN_IN.actor(), () -> attempts.succeeded(key));
        }
        return new Entered(sessions.begin(known, "password", halfway, client), halfway);
    }

    /** The second step. Refuses: wrong or spent code; too many tries. */
    Entered code(Sessions.Found halfway, String code, Sessions.Client client) {
        var key = "code:" + halfway.account().person();
        tx.as(Purpose.SIGN_IN.actor(), () -> attempts.check(key, client.address()));
        if (!credentials.codeMatches(halfway.account().person(), code)) {
            tx.as(Purpose.SIGN_IN.actor(), () -> attempts.failed(key, client.address()));
            throw Refusal.invalid("code-wrong").at("code");
        }
        tx.as(Purpose.SIGN_IN.actor(), () -> attempts.succeeded(key));
        sessions.end(halfway);
        return new Entered(sessions.begin(halfway.account(), "code", false, client), false);
    }

    /** Refuses: a passkey that is not known or did not sign rightly. */
    Entered passkey(String response, Sessions.Client client) {
        var account = passkeys.authenticate(response);
        return new Entered(sessions.begin(account, "passkey", false, client), false);
    }

    /** Sets the first password, or a new one, through a link, and signs in. Other sessions of the person end. */
    Entered throughLink(Links.Kind kind, String secret, String password, Sessions.Client client) {
        var account = links.account(links.find(kind, secret));
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            var self = credentials.self(account);
            links.use(self, kind, secret);
            credentials.setPassword(self, account, password);
            sessions.endAll(account.person(), null);
        });
        var halfway = credentials.asksForCode(account.person());
        return new Entered(sessions.begin(account, "link", halfway, client), halfway);
    }

    /** Makes the company and its administrator, once. Refuses: the link is spent; anything wrong in what was told. */
    Entered setUp(String secret, Door.FirstDay told, Sessions.Client client) {
        links.find(Links.Kind.SET_UP, secret);
        var system = Purpose.SETTING_UP.actor("company", "person", "assignment");
        var person = tx.as(system, () -> {
            links.use(system, Links.Kind.SET_UP, secret);
            var known = company.known(system);
            company.change(
                    system,
                    known.version(),
                    old -> new io.kontor.company.CompanyProfile(
                            told.company(),
                            told.currency(),
                            told.zone(),
                            old.fiscalMonth(),
                            told.language(),
                            List.of(told.language()),
                            null,
                            null,
                            true),
                    null);
            var id = administrator(system, told.name(), told.email(), told.language(), told.zone());
            credentials.setPassword(system, access.account(id).orElseThrow(), told.password());
            return id;
        });
        return new Entered(sessions.begin(access.account(person).orElseThrow(), "link", false, client), false);
    }

    private UUID administrator(Actor by, String name, String email, String language, String zone) {
        var assignments = List.of(
                Assignment.everywhere(ids.next(), Roles.ADMINISTRATOR, null),
                Assignment.everywhere(ids.next(), "partner-operations", null));
        return people.create(by, Person.ofOffice(name, email, language, zone).with(assignments), null);
    }

    /** Changes one's own password. Refuses: the old one is wrong; the new one too weak. */
    void changePassword(Actor actor, UUID session, String old, String password) {
        var account = self(actor);
        if (credentials.ways(account.person()).password() && !credentials.passwordMatches(Optional.of(account), old)) {
            throw Refusal.invalid("password-wrong").at("old");
        }
        tx.as(Purpose.SIGN_IN.actor(), () -> {
            credentials.setPassword(actor, account, password);
            sessions.endAll(account.person(), session);
        });
    }

    /** That the actor is who they say, for an act that is signed. Refuses: wrong password; too many tries. */
    void confirm(Actor actor, String password, Sessions.Client client) {
        var account = self(actor);
        var key = "confirm:" + account.person();
        tx.as(Purpose.SIGN_IN.actor(), () -> attempts.check(key, client.address()));
        if (!credentials.passwordMatches(Optional.of(account), password)) {
            tx.as(Purpose.SIGN_IN.actor(), () -> attempts.failed(key, client.address()));
            throw Refusal.invalid("password-wrong").at("password");
        }
        tx.as(Purpose.SIGN_IN.actor(), () -> attempts.succeeded(key));
    }

    /** The same by a passkey. Refuses: one that did not sign rightly, or somebody else's. */
    void confirmByPasskey(Actor actor, String response) {
        if (!passkeys.authenticate(response).person().equals(actor.person())) {
            throw Refusal.invalid("passkey-refused").at("password");
        }
    }

    Access.Account self(Actor actor) {
        return Optional.ofNullable(actor.person())
                .flatMap(access::account)
                .orElseThrow(() -> Refusal.notFound("person"));
    }

    /** Takes away what is past its time. */
    void forgetOld() {
        tx.as(Purpose.HOUSEKEEPING.actor(), () -> {
            attempts.forgetOld();
            sessions.forgetOld();
            challenges.forgetOld();
            links.forgetOld();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {
        @Bean
        Job doorRound(SignIns signIns) {
            return new Job("door", Duration.ofMinutes(20), signIns::forgetOld);
        }
    }
}
