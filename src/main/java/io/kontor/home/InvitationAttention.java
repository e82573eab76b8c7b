package io.kontor.home;

import io.kontor.entrance.Accounts;
import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Attention;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who was invited days ago and has not come. */
@Component
final class InvitationAttention implements Attention {
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final Accounts accounts;
    private final Clock clock;

    InvitationAttention(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public String code() {
        return "invitations-unanswered";
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public String icon() {
        return "send";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        var before = clock.instant().minus(PATIENCE);
        var waiting = accounts.unanswered(actor, COUNTED + 1).stream()
                .filter(one -> one.over() || one.invitedAt().isBefore(before))
                .toList();
        return Open.of(
                waiting.size(),
                "/people?status=invited",
                waiting.stream().limit(most).map(InvitationAttention::item).toList());
    }

    private static Item item(Accounts.Unanswered one) {
        return new Item(
                one.person(),
                one.name(),
                "/people/" + one.person(),
                Map.of("over", one.over() ? "yes" : "no", "at", one.invitedAt()),
                Urgency.OPEN,
                Action.send("/people/" + one.person() + "/invitation"));
    }
}
