package io.kontor.company;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an import told of the company while nobody else had. */
@Component
class CompanyTakesBack implements TakesBack {
    private final Ledger ledger;
    private final CompanySql sql;

    CompanyTakesBack(Ledger ledger, CompanySql sql) {
        this.ledger = ledger;
        this.sql = sql;
    }

    @Override
    public String kind() {
        return Company.KIND;
    }

    @Override
    public Set<UUID> takeBack(Actor actor, Collection<Back> back, @Nullable String reason) {
        var done = new LinkedHashSet<UUID>();
        if (!actor.may(Company.KIND, Verb.CHANGE)) {
            return done;
        }
        var role = actor.role(Company.KIND, Verb.CHANGE);
        for (var one : back) {
            var known = sql.lock();
            if (one.before() == null
                    || !known.id().equals(one.id())
                    || !known.version().equals(one.version())) {
                continue;
            }
            var before = ledger.stateAt(Company.COMPANY, one.id(), one.before()).orElseThrow();
            sql.write(ledger.append(
                    actor,
                    Change.of(Company.COMPANY, one.id(), "undone", role, before)
                            .after(known.version())
                            .because(reason)));
            done.add(one.id());
        }
        return done;
    }
}
