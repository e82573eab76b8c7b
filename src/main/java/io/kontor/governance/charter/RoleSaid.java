package io.kontor.governance.charter;

import io.kontor.database.Purpose;
import io.kontor.kernel.Said;
import io.kontor.language.Words;
import io.kontor.people.Roles;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a role is called: a shipped one by the bundles, an office's own by the name the office gave it. */
@Component
public class RoleSaid {
    private final Roles roles;

    RoleSaid(Roles roles) {
        this.roles = roles;
    }

    /** Names by code in a reader's language; a code nobody gave a name stays as it is. */
    public UnaryOperator<String> in(Words words) {
        return new Names(words);
    }

    /** The office's own are looked up once, when the first of them comes. */
    private final class Names implements UnaryOperator<String> {
        private final Words words;
        private @Nullable Map<String, String> own;

        Names(Words words) {
            this.words = words;
        }

        @Override
        public String apply(String role) {
            var key = "role." + role;
            if (Words.has(key)) {
                return words.t(key);
            }
            if (own == null) {
                own = roles.ownNames(Purpose.SETTINGS.actor(), words.language());
            }
            return own.getOrDefault(role, role);
        }
    }

    /** Inside a sentence whose reader is not known yet: an office's own role by its code. */
    public static Object of(String role) {
        var key = "role." + role;
        return Words.has(key) ? Said.of(key) : role;
    }
}
