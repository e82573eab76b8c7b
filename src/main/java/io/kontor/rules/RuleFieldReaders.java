package io.kontor.rules;

import io.kontor.fields.spi.FieldReaders;
import io.kontor.kernel.Actor;
import io.kontor.rules.spi.Readers;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A custom field that rules read is not taken out of use before they stop reading it. */
@Component
class RuleFieldReaders implements FieldReaders {
    private final ObjectProvider<Readers> readers;
    private final Vocabularies vocabularies;

    RuleFieldReaders(ObjectProvider<Readers> readers, Vocabularies vocabularies) {
        this.readers = readers;
        this.vocabularies = vocabularies;
    }

    @Override
    public List<String> readers(Actor actor, String object, String code) {
        var field = object + "/" + code;
        return readers.stream()
                .flatMap(one -> one.readings(actor).stream())
                .filter(reading -> vocabularies.of(actor, reading.vocabulary()).terms().stream()
                        .anyMatch(term ->
                                field.equals(term.field()) && reading.words().contains(term.code())))
                .map(Readers.Reading::title)
                .distinct()
                .sorted()
                .toList();
    }
}
