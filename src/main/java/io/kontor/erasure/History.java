package io.kontor.erasure;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineEntry;
import io.kontor.ledger.TimelineQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** What happened to somebody's objects, each with the state it left, and what they did, by ids; the newest of each. */
final class History {
    private static final int MOST = 5_000;

    private History() {}

    static Object of(Ledger ledger, Actor actor, Somebody who) {
        var all = new LinkedHashMap<String, Object>();
        for (var subject : who.subjects()) {
            var told = ledger.timeline(actor, TimelineQuery.newest(MOST).of(subject))
                    .entries();
            all.put(subject.type() + " " + subject.id(), tell(told, true));
        }
        for (var person : who.of("person")) {
            var did = TimelineQuery.newest(MOST).filtered(person, Set.of(), null, null, null);
            all.put("done by " + person, tell(ledger.timeline(actor, did).entries(), false));
        }
        return all;
    }

    private static List<Object> tell(List<TimelineEntry> entries, boolean states) {
        var told = new ArrayList<>();
        for (var entry : entries) {
            var content = new LinkedHashMap<String, Object>();
            content.put("entry", entry.id());
            content.put("at", entry.recordedAt());
            content.put("action", entry.action());
            content.put("subject", entry.subject());
            if (states) {
                content.put("reason", entry.reason());
                content.put("state", entry.after());
            }
            told.add(content);
        }
        return told;
    }
}
