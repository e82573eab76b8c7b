package io.kontor.partners;

import io.kontor.kernel.spi.TakesBack;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Firms, programmes and memberships that a larger act made or changed, and what becomes of them when it is taken back. */
@Configuration(proxyBeanMethods = false)
class PartnerTakesBack {
    @Bean
    TakesBack firmTakesBack(Partners partners) {
        return partners.book()
                .takesBack(
                        "withdrawn",
                        partner -> partner.builder().withdrawn(true).build());
    }

    @Bean
    TakesBack membershipTakesBack(Memberships memberships) {
        return memberships.book().takesBack("withdrawn", membership -> membership.withdrawn(true));
    }

    /** Codes are unique also among programmes that were withdrawn: one that goes gives up its own. */
    @Bean
    TakesBack programmeTakesBack(Programmes programmes) {
        return programmes.book().takesBack("withdrawn", PartnerTakesBack::gone);
    }

    private static Programme gone(Programme programme) {
        var mark = "-" + UUID.randomUUID().toString().substring(0, 8);
        var code = programme.code();
        return new Programme(
                code.substring(0, Math.min(code.length(), 50)) + mark,
                programme.name(),
                programme.description(),
                programme.status(),
                programme.starts(),
                programme.ends(),
                programme.tiers(),
                programme.benefits(),
                true);
    }
}
