package io.kontor.home;

import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.entrance.PublicAddress;
import io.kontor.kernel.Side;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.people.People;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * On Monday morning, where the reader is, a letter about what needs them: one a week at most, none when nothing does, none to
 * who does not want it, and none out of an office of sample data.
 */
@Component
final class WeeklyLetter {
    private static final int MORNING = 7;
    private static final int NAMED = 5;

    private final Tx tx;
    private final Ledger ledger;
    private final People people;
    private final Access access;
    private final Post post;
    private final NeedsYou needsYou;
    private final Letters letters;
    private final PublicAddress address;
    private final Clock clock;

    WeeklyLetter(
            Tx tx,
            Ledger ledger,
            People people,
            Access access,
            Post post,
            NeedsYou needsYou,
            Letters letters,
            PublicAddress address,
            Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.people = people;
        this.access = access;
        this.post = post;
        this.needsYou = needsYou;
        this.letters = letters;
        this.address = address;
        this.clock = clock;
    }

    /** Writes the letters that are due. What was decided is decided in the transaction of its letter, so a second round does nothing. */
    void round() {
        if (ledger.sample()) {
            return;
        }
        var house = Purpose.HOUSEKEEPING.actor();
        for (var one : people.ofOffice(house)) {
            access.account(one.id())
                    .filter(account -> account.side() == Side.OFFICE && account.email() != null)
                    .ifPresent(account -> tx.as(house, () -> decide(account)));
        }
    }

    /** A week begins on Monday at seven; somebody new gets the first letter on their first Monday. */
    private void decide(Access.Account account) {
        var now = clock.instant().atZone(ZoneId.of(account.zone())).minusHours(MORNING);
        letters.decide(account.person(), week(now)).ifPresent(first -> {
            if ((!first || now.getDayOfWeek() == DayOfWeek.MONDAY) && letters.wanted(account.person())) {
                write(account, week(now));
            }
        });
    }

    private static String week(ZonedDateTime at) {
        return "%d-W%02d".formatted(at.get(IsoFields.WEEK_BASED_YEAR), at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private void write(Access.Account account, String week) {
        var groups = needsYou.of(access.actor(account, UUID.randomUUID()), NAMED);
        if (groups.isEmpty()) {
            return;
        }
        var words = new Words(Language.of(account.language()).orElse(Language.EN), ZoneId.of(account.zone()));
        post.send(
                Purpose.HOUSEKEEPING.actor(),
                new Letter(
                        account.person(),
                        "needs-you",
                        Map.of("needs", told(words, groups), "settings", address.link("/me")),
                        address.link("/"),
                        "needs-you/" + account.person() + "/" + week));
    }

    private static String told(Words words, List<NeedsYou.Group> groups) {
        return groups.stream()
                .map(group -> {
                    var code = "attention." + group.kind().code();
                    return words.t(code, group.counted())
                            + group.open().items().stream()
                                    .map(item -> "\n  – "
                                            + List.of(item.name(), words.filled(code + ".line", item.facts())).stream()
                                                    .filter(part -> !part.isEmpty())
                                                    .collect(Collectors.joining(": ")))
                                    .collect(Collectors.joining());
                })
                .collect(Collectors.joining("\n\n"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {
        @Bean
        Job weeklyLetter(WeeklyLetter letter) {
            return new Job("weekly-letter", Duration.ofMinutes(15), letter::round);
        }
    }
}
