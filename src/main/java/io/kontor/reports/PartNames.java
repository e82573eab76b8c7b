package io.kontor.reports;

import io.kontor.company.Regions;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.metrics.Answer;
import io.kontor.metrics.Dimension;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.partners.Programmes;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people call the values figures are taken apart by. */
@Component
public class PartNames {
    private final Programmes programmes;
    private final Regions regions;
    private final Partners partners;

    PartNames(Programmes programmes, Regions regions, Partners partners) {
        this.programmes = programmes;
        this.regions = regions;
        this.partners = partners;
    }

    /** The choices of each filter. */
    public record Choices(Map<Dimension, List<Option>> by) {
        public List<Option> of(Dimension dimension) {
            return by.getOrDefault(dimension, List.of());
        }
    }

    Choices choices(Actor actor, Words words) {
        return new Choices(Map.of(
                Dimension.TIER,
                tiers(actor).entrySet().stream()
                        .map(tier -> new Option(tier.getKey(), tier.getValue()))
                        .toList(),
                Dimension.REGION,
                actor.may(Regions.KIND, Verb.SEE)
                        ? regions.all(actor).stream()
                                .filter(region -> !region.withdrawn())
                                .map(region -> new Option(region.id().toString(), region.name()))
                                .toList()
                        : List.of(),
                Dimension.TYPE,
                Option.of(words, "value.partner.types", PartnerType.values()),
                Dimension.SEGMENT,
                actor.may(Partners.KIND, Verb.SEE)
                        ? partners.segments(actor).stream()
                                .map(segment -> new Option(segment, segment))
                                .toList()
                        : List.of(),
                Dimension.COUNTRY,
                Option.countries(words)));
    }

    private Map<String, String> tiers(Actor actor) {
        return actor.may(Programmes.KIND, Verb.SEE) ? programmes.tierNames(actor) : Map.of();
    }

    Naming of(Actor actor, Words words) {
        return new Naming(words, tiers(actor));
    }

    /** For one reader. */
    record Naming(Words words, Map<String, String> tiers) {
        String name(Dimension dimension, Answer.Part part) {
            var key = part.key();
            if (key.isEmpty()) {
                return words.t("numbers.untold." + dimension.code());
            }
            return switch (dimension) {
                case TIER -> tiers.getOrDefault(key, key);
                case TYPE -> Words.has("value.partner.types." + key) ? words.t("value.partner.types." + key) : key;
                case COUNTRY -> words.country(key);
                case PARTNER, REGION -> part.name() == null ? words.t("numbers.unnamed") : part.name();
                case SEGMENT, YEAR, QUARTER, MONTH -> part.name() == null ? key : part.name();
            };
        }
    }
}
