package io.kontor.governance.charter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * So many people of one role, or owners of one region, who have to agree to one request.
 *
 * @param turn 0 for those asked first; higher ones are asked when all lower ones agreed
 * @param region whose owner it has to be, or none
 */
public record Need(int turn, String role, @Nullable UUID region, int people) {
    /** Stands for a ladder none of whose roles anybody holds yet: whoever runs the office. */
    public static final String STAND_IN = "stand-in";

    /** Tells the seats of one need from those of all others: a role, or the ownership of a region. */
    public String seat() {
        return region == null ? role : role + '@' + region;
    }

    public Need of(int others) {
        return new Need(turn, role, region, others);
    }
}
