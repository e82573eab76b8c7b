package io.kontor.partners;

import io.kontor.kernel.Erased;
import io.kontor.kernel.Fields;
import io.kontor.language.Language;
import io.kontor.ledger.Personal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person at a partner; also the complete state in the ledger.
 *
 * @param roles what they are to us: main contact, sales, technical ...
 * @param person the account they sign in with, or none
 */
public record Contact(
        UUID partner,
        @Personal String name,
        @Personal @Nullable String email,
        @Personal @Nullable String phone,
        @Personal @Nullable String title,
        @Nullable String language,
        List<ContactRole> roles,
        @Nullable UUID person,
        Map<String, String> custom,
        boolean withdrawn) {
    public Contact {
        name = Fields.required(name, "name", 120);
        email = email == null || email.isBlank() ? null : Fields.email(email, "email");
        phone = Fields.optional(phone, "phone", 40);
        title = Fields.optional(title, "title", 120);
        language = language == null || language.isBlank()
                ? null
                : Language.of(language).map(Language::tag).orElse(null);
        roles = roles.stream().distinct().sorted().toList();
        custom = Map.copyOf(custom);
    }

    public Contact withPerson(@Nullable UUID account) {
        return new Contact(partner, name, email, phone, title, language, roles, account, custom, withdrawn);
    }

    public Contact movedTo(UUID other) {
        return new Contact(other, name, email, phone, title, language, roles, person, custom, withdrawn);
    }

    public Contact withdrawn(boolean gone) {
        return new Contact(partner, name, email, phone, title, language, roles, person, custom, gone);
    }

    /** Nothing left that says who it was. */
    Contact erased() {
        return new Contact(partner, Erased.MARK, null, null, null, null, List.of(), person, Map.of(), true);
    }

    public Contact withRoles(List<ContactRole> others) {
        return new Contact(partner, name, email, phone, title, language, others, person, custom, withdrawn);
    }
}
