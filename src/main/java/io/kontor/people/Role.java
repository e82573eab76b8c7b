package io.kontor.people;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import java.util.List;
import java.util.Map;

/**
 * What holders of a role may do; also the complete state in the ledger.
 *
 * @param names by language; a shipped role has its name in the bundles and none here
 */
public record Role(
        String code,
        Side side,
        boolean shipped,
        Map<String, String> names,
        List<Permission> permissions,
        boolean withdrawn) {
    /** @param own only to what the holder owns, however far the assignment reaches */
    public record Permission(String kind, Verb verb, boolean own) {
        public String code() {
            return kind + ":" + verb.code();
        }
    }

    public Role {
        code = Fields.code(code, "code");
        names = Map.copyOf(names);
        permissions = List.copyOf(permissions);
        if (!shipped && names.isEmpty()) {
            throw Refusal.invalid("field-required").at("name");
        }
        names.values().forEach(name -> Fields.required(name, "name", 80));
    }

    /** What an office called its own role, in this language, in English, or the first it has; nothing for a shipped one. */
    public String name(Language language) {
        var own = names.get(language.tag());
        return own != null
                ? own
                : names.getOrDefault(
                        Language.EN.tag(),
                        names.values().stream().sorted().findFirst().orElse(code));
    }

    public Role with(Map<String, String> otherNames, List<Permission> others) {
        return new Role(code, side, shipped, otherNames, others, withdrawn);
    }

    Role withdrawnNow() {
        return new Role(code, side, shipped, names, permissions, true);
    }

    Role with(List<Permission> others) {
        return new Role(code, side, shipped, names, others, withdrawn);
    }
}
