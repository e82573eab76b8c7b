package io.kontor.partners;

import io.kontor.kernel.spi.Found;
import io.kontor.lists.Searches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What search finds of this room. */
@Configuration(proxyBeanMethods = false)
class PartnerSearch {
    @Bean
    Found foundPartners(Searches searches, PartnerListing listing) {
        return searches.of(listing, Partners.KIND, 10, "/partners", "name", "status", "city", "country");
    }

    @Bean
    Found foundContacts(Searches searches, ContactListing listing) {
        return searches.of(listing, Contacts.KIND, 20, "/contacts", "name", "partner", "title", "email");
    }

    @Bean
    Found foundProgrammes(Searches searches, ProgrammeListing listing) {
        return searches.of(listing, Programmes.KIND, 60, "/programmes", "name", "status", "code");
    }
}
