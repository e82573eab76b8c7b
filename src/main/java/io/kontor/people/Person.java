package io.kontor.people;

import io.kontor.kernel.Erased;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.language.Language;
import io.kontor.ledger.Personal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who acts; also the complete state in the ledger.
 *
 * @param email where they sign in and get mail; none for who never does
 * @param firm the partner they work for, on the portal's side; none in the office
 * @param partnerFacing whether partners may see the name and address of this member of the office
 */
public record Person(
        @Personal String name,
        @Personal @Nullable String email,
        String language,
        String zone,
        Side side,
        @Nullable UUID firm,
        boolean partnerFacing,
        @Nullable WorkingHours hours,
        List<Assignment> assignments,
        boolean withdrawn) {
    public Person {
        name = Fields.required(name, "name", 120);
        email = email == null || email.isBlank() ? null : Fields.email(email, "email");
        language = spoken(language);
        zone = checkedZone(zone);
        assignments = List.copyOf(assignments);
        if ((side == Side.PORTAL) != (firm != null)) {
            throw new IllegalArgumentException("people of the portal work for a firm, people of the office do not");
        }
    }

    public static Person ofOffice(String name, @Nullable String email, String language, String zone) {
        return new Person(name, email, language, zone, Side.OFFICE, null, false, WorkingHours.USUAL, List.of(), false);
    }

    public static Person ofFirm(UUID firm, String name, @Nullable String email, String language, String zone) {
        return new Person(name, email, language, zone, Side.PORTAL, firm, false, null, List.of(), false);
    }

    public Person with(List<Assignment> others) {
        return new Person(name, email, language, zone, side, firm, partnerFacing, hours, others, withdrawn);
    }

    public Person withProfile(
            String newName, @Nullable String newEmail, String newLanguage, String newZone, boolean seenByPartners) {
        return new Person(
                newName, newEmail, newLanguage, newZone, side, firm, seenByPartners, hours, assignments, withdrawn);
    }

    public Person with(@Nullable WorkingHours others) {
        return new Person(name, email, language, zone, side, firm, partnerFacing, others, assignments, withdrawn);
    }

    /** The same where a firm they work for, or are assigned to, was merged into another. */
    Person merged(UUID from, UUID into) {
        return new Person(
                name,
                email,
                language,
                zone,
                side,
                from.equals(firm) ? into : firm,
                partnerFacing,
                hours,
                assignments.stream()
                        .map(assignment -> assignment.merged(from, into))
                        .toList(),
                withdrawn);
    }

    /** Nothing left that says who it was; the id stays, for what they did is theirs. */
    Person erased() {
        return new Person(Erased.MARK, null, language, "UTC", side, firm, false, null, List.of(), true);
    }

    public Person withdrawn(boolean gone) {
        return new Person(name, email, language, zone, side, firm, partnerFacing, hours, assignments, gone);
    }

    private static String spoken(String tag) {
        return Language.of(tag)
                .map(Language::tag)
                .orElseThrow(() ->
                        Refusal.invalid("language-unknown", "language", tag).at("language"));
    }

    private static String checkedZone(String zone) {
        try {
            return ZoneId.of(zone.strip()).getId();
        } catch (DateTimeException e) {
            throw Refusal.invalid("zone-unknown", "zone", zone).at("zone");
        }
    }
}
