package io.kontor.rules;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.rules.spi.VocabularySource;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The vocabularies of the house. */
@Component
public final class Vocabularies {
    private final ObjectProvider<VocabularySource> sources;

    Vocabularies(ObjectProvider<VocabularySource> sources) {
        this.sources = sources;
    }

    /** Their codes. */
    public List<String> codes() {
        return sources.stream().map(VocabularySource::code).sorted().toList();
    }

    /** Refuses: no such vocabulary. */
    public Vocabulary of(Actor actor, String code) {
        return sources.stream()
                .filter(source -> source.code().equals(code))
                .findFirst()
                .map(source -> source.vocabulary(actor))
                .orElseThrow(() -> Refusal.invalid(
                        "rule-no-vocabulary",
                        "word",
                        code,
                        "known",
                        codes().stream().collect(Collectors.joining(", "))));
    }
}
