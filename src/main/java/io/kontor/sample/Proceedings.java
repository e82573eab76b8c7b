package io.kontor.sample;

import io.kontor.governance.Changes;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Publisher;
import io.kontor.governance.Simulations;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Standing;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the people of a made-up programme change its documents: one proposes, those the charter asks agree, and it is published. */
@Component
class Proceedings {
    private static final Duration STEP = Duration.ofMinutes(7);
    private static final int MOST_VOTES = 20;

    private final Changes changes;
    private final Simulations simulations;
    private final Approvals approvals;
    private final Publisher publisher;
    private final Access access;
    private final Ledger ledger;
    private final Ids ids;

    Proceedings(
            Changes changes,
            Simulations simulations,
            Approvals approvals,
            Publisher publisher,
            Access access,
            Ledger ledger,
            Ids ids) {
        this.changes = changes;
        this.simulations = simulations;
        this.approvals = approvals;
        this.publisher = publisher;
        this.access = access;
        this.ledger = ledger;
        this.ids = ids;
    }

    Office office(Actor actor, Plan plan, Made made, SampleClock clock) {
        return new Office(actor, plan, made, clock);
    }

    /** The people of one programme, while it is governed. */
    final class Office {
        private final Actor actor;
        private final Plan plan;
        private final Made made;
        private final SampleClock clock;
        private final Words words = new Words(Language.EN, Founding.ZONE);

        private Office(Actor actor, Plan plan, Made made, SampleClock clock) {
            this.actor = actor;
            this.plan = plan;
            this.made = made;
            this.clock = clock;
        }

        Actor actor() {
            return actor;
        }

        Words words() {
            return words;
        }

        /** Who has a role everywhere; some minutes after whatever was done last. */
        Actor as(String role) {
            for (int i = 0; i < plan.staff().size(); i++) {
                if (plan.staff().get(i).role().equals(role)) {
                    return as(made.staff.get(i));
                }
            }
            throw new IllegalStateException("nobody has the role " + role);
        }

        private Actor as(UUID person) {
            clock.moveTo(clock.instant().plus(STEP));
            return access.actor(access.account(person).orElseThrow(), ids.next())
                    .with(actor.origin());
        }

        /** What a simulation reads has to have followed the ledger, for the same seed to give the same entries. */
        UUID propose(String title, @Nullable String why, String type, DocumentScope scope, Record content) {
            ledger.settle();
            var author = as("administrator");
            var id = changes.open(author, title, why, type, scope);
            var known = changes.find(author, id);
            changes.edit(
                    author,
                    id,
                    known.version(),
                    known.state().items().getFirst().id(),
                    content);
            changes.check(author, id);
            simulations.run(author, words, id);
            changes.submit(author, id, changes.find(author, id).version());
            return id;
        }

        Standing standing(UUID change) {
            return approvals.standing(actor, new Subject(Changes.KIND, change)).orElseThrow();
        }

        /** Everybody the charter asks agrees. */
        void agree(UUID change) {
            for (int i = 0; i < MOST_VOTES; i++) {
                var standing = standing(change);
                var next = standing.asked().stream().sorted().findFirst();
                if (next.isEmpty()) {
                    return;
                }
                approvals.approve(as(next.get()), standing.id(), standing.hash(), null);
            }
        }

        void publish(UUID change) {
            var author = as("administrator");
            changes.schedule(author, change, changes.find(author, change).version(), null);
            publisher.drive(change, actor.origin());
        }
    }
}
