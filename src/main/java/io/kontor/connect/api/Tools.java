package io.kontor.connect.api;

import io.kontor.database.Tx;
import io.kontor.fields.CustomFields;
import io.kontor.ledger.Ledger;
import io.kontor.lists.Lists;
import org.springframework.stereotype.Component;

/** What every resource of the API works with. */
@Component
record Tools(Tx tx, Ledger ledger, Lists lists, Answers answers, CustomFields fields) {}
