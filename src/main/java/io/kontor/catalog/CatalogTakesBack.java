package io.kontor.catalog;

import io.kontor.kernel.spi.TakesBack;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Products with their costs, and families, that a larger act made or changed, when it is taken back. */
@Configuration(proxyBeanMethods = false)
class CatalogTakesBack {
    @Bean
    TakesBack productTakesBack(Products products) {
        return products.book().takesBack("withdrawn", product -> product.withWithdrawn(true));
    }

    /** Costs cannot be withdrawn; without amounts they say nothing. */
    @Bean
    TakesBack costTakesBack(Costs costs) {
        return costs.book().takesBack("undone", cost -> new Cost(cost.product(), List.of()));
    }

    @Bean
    TakesBack familyTakesBack(Families families) {
        return families.book().takesBack("withdrawn", family -> family.withdrawnNow(true));
    }
}
