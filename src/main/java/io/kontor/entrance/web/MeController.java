package io.kontor.entrance.web;

import io.kontor.entrance.Door;
import io.kontor.entrance.HoursForm;
import io.kontor.entrance.Sessions;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.ui.Form;
import io.kontor.ui.MePart;
import io.kontor.ui.Open;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;

/** One's own account: profile, ways to sign in, sessions. */
@Controller
@Open(Open.To.SIGNED_IN)
class MeController {
    private final Door door;
    private final Sessions sessions;
    private final People people;
    private final Pages pages;
    private final List<MePart> parts;

    MeController(Door door, Sessions sessions, People people, Pages pages, List<MePart> parts) {
        this.door = door;
        this.sessions = sessions;
        this.people = people;
        this.pages = pages;
        this.parts =
                parts.stream().sorted(Comparator.comparingInt(MePart::order)).toList();
    }

    /**
     * @param seed what an authenticator app reads, while codes are being turned on
     * @param recovery codes shown once, right after
     */
    record MePage(
            Form profile,
            Form password,
            Form code,
            Person person,
            Door.Mine mine,
            UUID session,
            Door.@Nullable Seed seed,
            List<String> recovery,
            List<Option> languages,
            List<Option> zones,
            List<Option> days,
            List<MePart> parts) {}

    @GetMapping("/me")
    View page(Viewer viewer) {
        return show(viewer, null, null, null, List.of(), HttpStatus.OK);
    }

    private View show(
            Viewer viewer,
            @Nullable Form profile,
            @Nullable Form password,
            @Nullable Form code,
            List<String> recovery,
            HttpStatus status) {
        var actor = viewer.actor();
        var person = people.self(actor).person();
        var words = viewer.words();
        var filled = profile != null
                ? profile
                : Form.fresh(words)
                        .set("name", person.name())
                        .set("language", person.language())
                        .set("zone", person.zone());
        if (profile == null) {
            HoursForm.fill(filled, person.hours());
        }
        var page = new MePage(
                filled,
                password == null ? Form.fresh(words) : password,
                code == null ? Form.fresh(words) : code,
                person,
                door.mine(actor),
                session(viewer),
                door.begunCode(actor, viewer.house()).orElse(null),
                recovery,
                Language.SHIPPED.stream()
                        .map(language -> new Option(language.tag(), language.ownName()))
                        .toList(),
                ZoneId.getAvailableZoneIds().stream()
                        .sorted()
                        .map(zone -> new Option(zone, zone.replace('_', ' ')))
                        .toList(),
                HoursForm.days(words),
                parts.stream().filter(part -> part.side() == actor.side()).toList());
        return pages.show("entrance/web/me.jte", page, status);
    }

    private static UUID session(Viewer viewer) {
        var session = viewer.session();
        if (session == null) {
            throw Refusal.notFound("session");
        }
        return session;
    }

    @PostMapping("/me/profile")
    View profile(Viewer viewer, Form form) {
        var done = form.submitted(() -> {
            var name = form.required("name");
            var language = form.required("language");
            var zone = form.required("zone");
            var hours = viewer.office() ? HoursForm.read(form) : null;
            form.check();
            people.changeSelf(
                    viewer.actor(),
                    person -> person.withProfile(name, person.email(), language, zone, person.partnerFacing())
                            .with(hours));
        });
        return done
                ? Pages.to("/me", "saved")
                : show(viewer, form, null, null, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/me/password")
    View password(Viewer viewer, Form form) {
        var done = form.submitted(() -> {
            var password = LinkController.twice(form);
            form.check();
            door.changePassword(viewer.actor(), session(viewer), form.value("old"), password);
        });
        return done
                ? Pages.to("/me", "password-changed")
                : show(viewer, null, form, null, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/me/code")
    View beginCode(Viewer viewer) {
        door.beginCode(viewer.actor(), viewer.house());
        return Pages.to("/me#code");
    }

    @PostMapping("/me/code/confirmation")
    View confirmCode(Viewer viewer, Form form) {
        return form.submit(() -> door.confirmCode(viewer.actor(), form.required("code")))
                .map(codes -> show(viewer, null, null, null, codes, HttpStatus.OK))
                .orElseGet(() -> show(viewer, null, null, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @PostMapping("/me/code/removal")
    View removeCode(Viewer viewer, Form form) {
        return form.submitted(() -> door.removeCode(viewer.actor(), form.required("code")))
                ? Pages.to("/me", "code-off")
                : show(viewer, null, null, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping(value = "/me/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Object passkeyOptions(Viewer viewer) {
        return door.passkeyCreationOptions(viewer.actor(), viewer.house());
    }

    @PostMapping(value = "/me/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> addPasskey(
            Viewer viewer, @RequestParam(defaultValue = "") String label, @RequestBody String answer) {
        try {
            door.addPasskey(
                    viewer.actor(), answer, label.isBlank() ? viewer.words().t("me.passkey") : label);
            return ResponseEntity.ok(Map.of("to", "/me?said=passkey-added"));
        } catch (Refusal refusal) {
            return ResponseEntity.unprocessableContent()
                    .body(Map.of("sentence", viewer.words().refusal(refusal)));
        }
    }

    @PostMapping("/me/passkeys/{id}/removal")
    View removePasskey(Viewer viewer, @PathVariable UUID id) {
        door.removePasskey(viewer.actor(), id);
        return Pages.to("/me", "passkey-removed");
    }

    @PostMapping("/me/sessions/{id}/removal")
    View endSession(Viewer viewer, @PathVariable UUID id) {
        sessions.revoke(viewer.actor(), id);
        return Pages.to("/me", "session-ended");
    }
}
