package io.kontor.governance.charter;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;

/**
 * One step of a ladder: how many people of a role have to agree.
 *
 * @param role the code of a role of the office; {@link #REGIONAL_OWNER} means the owners of every region the effects touch
 */
public record Rung(String role, int people) {
    public static final String REGIONAL_OWNER = "regional-owner";
    private static final int MOST = 9;

    public Rung {
        role = Fields.code(role, "role");
        if (people < 1 || people > MOST) {
            throw Refusal.invalid("number-not-between", "least", 1, "most", MOST)
                    .at("people");
        }
    }
}
