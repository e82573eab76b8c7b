package io.kontor.governance.charter;

import io.kontor.governance.DocumentVersion;
import java.util.List;
import java.util.Set;

/**
 * Who has to agree to something, and by which clauses.
 *
 * @param gaps acts no clause speaks of; they took the strictest ladder there is
 */
public record Route(List<Need> needs, List<Cited> cited, Set<String> gaps, int hours) {
    /** @param clause by its code, in that version of the charter */
    public record Cited(String clause, String act, DocumentVersion charter) {}

    public Route {
        needs = List.copyOf(needs);
        cited = List.copyOf(cited);
        gaps = Set.copyOf(gaps);
    }

    public int people() {
        return needs.stream().mapToInt(Need::people).sum();
    }
}
