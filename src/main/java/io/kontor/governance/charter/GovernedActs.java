package io.kontor.governance.charter;

import io.kontor.governance.spi.GovernedAct;
import io.kontor.language.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The register of what the charter speaks of: each room has declared its own. */
@Component
public final class GovernedActs {
    private final ObjectProvider<GovernedAct> beans;

    GovernedActs(ObjectProvider<GovernedAct> beans) {
        this.beans = beans;
    }

    private Map<String, GovernedAct> byCode() {
        var acts = new TreeMap<String, GovernedAct>();
        beans.forEach(act -> acts.put(act.code(), act));
        return acts;
    }

    /** By their codes. */
    public List<GovernedAct> all() {
        return List.copyOf(byCode().values());
    }

    public Optional<GovernedAct> find(String code) {
        return Optional.ofNullable(byCode().get(code));
    }

    /** What people call an act. */
    public static String name(Words words, String code) {
        var key = "governed." + code;
        return Words.has(key) ? words.t(key) : code;
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        GovernedAct charterAct() {
            return new GovernedAct(CharterType.CODE, GovernedAct.Measure.NONE);
        }
    }
}
