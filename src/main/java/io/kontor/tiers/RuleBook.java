package io.kontor.tiers;

import io.kontor.governance.Documents;
import io.kontor.governance.Where;
import io.kontor.kernel.Actor;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The rules of tiers in force, for whom and when. */
@Component
class RuleBook {
    private final Documents documents;
    private final Programmes programmes;
    private final TierTables tables;
    private final TierRulesType type;

    RuleBook(Documents documents, Programmes programmes, TierTables tables, TierRulesType type) {
        this.documents = documents;
        this.programmes = programmes;
        this.tables = tables;
        this.type = type;
    }

    Of of(Actor actor, UUID programme, Instant at) {
        return new Of(actor, programmes.find(actor, programme).state(), at);
    }

    /** Finds the rules for the members of one programme, looking each kind of member up once. */
    final class Of {
        private final Actor actor;
        private final Programme programme;
        private final Instant at;
        private final Map<Where, Optional<InForce>> found = new HashMap<>();

        private Of(Actor actor, Programme programme, Instant at) {
            this.actor = actor;
            this.programme = programme;
            this.at = at;
        }

        Programme programme() {
            return programme;
        }

        Optional<InForce> forMember(Member member) {
            return rules(where(programme.code(), member));
        }

        /** The rules for everybody in the programme. */
        Optional<InForce> forAll() {
            return rules(Where.programme(programme.code()));
        }

        private Optional<InForce> rules(Where where) {
            return found.computeIfAbsent(
                    where,
                    any -> documents
                            .effective(actor, type, where, at)
                            .filter(effective -> effective.content().programme().equals(programme.code()))
                            .map(effective -> tables.ready(
                                    actor,
                                    effective.content(),
                                    programme,
                                    TierTables.version(effective.document(), effective.version(), effective.hash()))));
        }
    }

    static Where where(String programme, Member member) {
        return new Where(programme, member.regionCode(), Set.copyOf(member.types()), member.segment());
    }
}
