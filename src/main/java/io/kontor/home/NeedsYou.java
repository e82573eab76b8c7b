package io.kontor.home;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Attention;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What needs somebody, from every room, in their scope. */
@Component
public final class NeedsYou {
    private final List<Attention> kinds;
    private final Company company;
    private final Clock clock;
    private final Tx tx;

    NeedsYou(List<Attention> kinds, Company company, Clock clock, Tx tx) {
        this.kinds =
                kinds.stream().sorted(Comparator.comparingInt(Attention::order)).toList();
        this.company = company;
        this.clock = clock;
        this.tx = tx;
    }

    private record Asked(LocalDate today, int most) {}

    private record Open(Map<String, Attention.Open> byCode) {}

    /** One kind of thing and those of it that need the actor. */
    public record Group(Attention kind, Attention.Open open) {
        /** What its sentence needs: {@code count}, and {@code shown}, which says "50+" where counting stopped. */
        public Object[] counted() {
            return new Object[] {
                "count", open.more() ? open.count() + 1 : open.count(), "shown", open.count() + (open.more() ? "+" : "")
            };
        }
    }

    /** Today, where the company is. */
    public LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    /** @param most how many of each kind to name */
    public List<Group> of(Actor actor, int most) {
        return tx.read(actor, () -> {
            var today = today(actor);
            var kept = tx.unchanged(actor, new Asked(today, most), Open.class, () -> open(actor, today, most));
            return kinds.stream()
                    .map(kind -> new Group(
                            kind,
                            kind.outside()
                                    ? kind.open(actor, today, most)
                                    : kept.byCode().getOrDefault(kind.code(), Attention.Open.NOTHING)))
                    .filter(group -> group.open().count() > 0)
                    .toList();
        });
    }

    private Open open(Actor actor, LocalDate today, int most) {
        return new Open(kinds.stream()
                .filter(kind -> !kind.outside())
                .collect(Collectors.toUnmodifiableMap(Attention::code, kind -> kind.open(actor, today, most))));
    }
}
