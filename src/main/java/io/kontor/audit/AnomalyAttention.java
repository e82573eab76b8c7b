package io.kontor.audit;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is odd in the ledger and nobody has explained. */
@Component
final class AnomalyAttention implements Attention {
    private final Anomalies anomalies;

    AnomalyAttention(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    @Override
    public String code() {
        return "anomalies";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public String icon() {
        return "shield-check";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        if (!actor.may(Anomalies.KIND, Verb.CHANGE)) {
            return Open.NOTHING;
        }
        var open = anomalies.open(actor, COUNTED + 1);
        return Open.of(
                open.size(),
                "/audit",
                open.stream()
                        .limit(most)
                        .map(one -> new Item(
                                one.id(),
                                "",
                                "/audit/anomalies/" + one.id(),
                                Map.of(
                                        "kind",
                                        one.state().kind().code(),
                                        "at",
                                        one.state().from()),
                                one.state().kind() == Anomaly.Kind.NOT_VERIFIED ? Urgency.LATE : Urgency.OPEN,
                                Action.open("/audit/anomalies/" + one.id())))
                        .toList());
    }
}
