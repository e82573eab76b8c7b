package io.kontor.catalog;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Found;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Search finds families. */
@Configuration(proxyBeanMethods = false)
class FamilySearch {
    @Bean
    Found foundFamilies(Families families) {
        return new FoundFamilies(families);
    }

    /** Families are few and a tree, not a list. */
    private record FoundFamilies(Families families) implements Found {
        @Override
        public String kind() {
            return Families.KIND;
        }

        @Override
        public int order() {
            return 55;
        }

        @Override
        public String icon() {
            return "list-details";
        }

        @Override
        public String list() {
            return "";
        }

        @Override
        public List<Hit> find(Actor actor, List<String> words, int most) {
            return actor.may(Families.KIND, Verb.SEE, Place.ANYWHERE)
                    ? families.tree(actor).stream()
                            .filter(family -> holds(family, words))
                            .limit(most)
                            .map(family -> new Hit(
                                    family.id(), family.name(), "/families/" + family.id(), List.of(family.code())))
                            .toList()
                    : List.of();
        }

        private static boolean holds(Families.Listed family, List<String> words) {
            var text = SortKeys.folded(family.name() + " " + family.code());
            return words.stream().allMatch(text::contains);
        }
    }
}
