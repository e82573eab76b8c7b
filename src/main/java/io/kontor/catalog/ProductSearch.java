package io.kontor.catalog;

import io.kontor.kernel.spi.Found;
import io.kontor.lists.Searches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Search finds products. */
@Configuration(proxyBeanMethods = false)
class ProductSearch {
    @Bean
    Found foundProducts(Searches searches, ProductListing listing) {
        return searches.of(listing, Products.KIND, 50, "/products", "name", "sku", "status");
    }
}
