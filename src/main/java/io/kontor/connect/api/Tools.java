package io.kontor.connect.api;

import io.kontor.database.Tx;
import io.kontor.fields.CustomFields;
import io.kontor.ledger.Ledger;
import io.kontor.lists.Listing;
import io.kontor.lists.Lists;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every resource of the API works with. */
@Component
record Tools(Tx tx, Ledger ledger, Lists lists, Answers answers, CustomFields fields, List<Listing> listings) {
    /** The list of that code, whichever room offers it. */
    Listing listing(String code) {
        return listings.stream()
                .filter(listing -> listing.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no list of " + code));
    }
}
