package io.kontor.settings;

import io.kontor.kernel.spi.Found;
import io.kontor.lists.Searches;
import io.kontor.people.People;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Search finds people of the office, and those of partners within reach. */
@Configuration(proxyBeanMethods = false)
class PersonSearch {
    @Bean
    Found foundPeople(Searches searches, PersonListing listing) {
        return searches.of(listing, People.KIND, 70, "/people", "name", "firm", "email", "status");
    }
}
