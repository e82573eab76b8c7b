package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.governance.ProgrammeChange.Item;
import io.kontor.governance.ProgrammeChange.Publishing;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What publishing writes: the plan of its parts, the new versions of documents, and the way back. */
@Component
final class Releases {
    private final ChangeBook kept;
    private final Documents documents;
    private final DocumentSql documentSql;
    private final ChangeSql sql;
    private final Drafts drafts;
    private final Types types;
    private final Overtaking overtaking;
    private final Releasing releasing;
    private final Company company;
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;

    Releases(
            ChangeBook kept,
            Documents documents,
            DocumentSql documentSql,
            ChangeSql sql,
            Drafts drafts,
            Types types,
            Overtaking overtaking,
            Releasing releasing,
            Company company,
            Ledger ledger,
            Ids ids,
            Clock clock) {
        this.kept = kept;
        this.documents = documents;
        this.documentSql = documentSql;
        this.sql = sql;
        this.drafts = drafts;
        this.types = types;
        this.overtaking = overtaking;
        this.releasing = releasing;
        this.company = company;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    /** Gives every part its number, makes room for documents there were none of, and plans the parts of publishing. */
    void begin(Actor house, UUID id, ProgrammeChange change) {
        var order = Drafts.inOrder(drafts.ready(house, id, change)).orElseThrow();
        var items = new ArrayList<Item>();
        for (var part : order) {
            var known = document(house, change, part.item());
            var standing = known.state().standing();
            var next = standing == null
                    ? DocumentVersion.FIRST
                    : standing.version().next(part.item().matters());
            items.add(part.item().became(next));
        }
        var numbered = change.numbered(items);
        var planned = new ArrayList<ChangeSql.Planned>();
        for (var part : drafts.ready(house, id, numbered)) {
            for (var batch : part.batches(house)) {
                planned.add(new ChangeSql.Planned(planned.size(), part.item().id(), batch));
            }
        }
        var publishing = new Publishing(clock.instant(), false, 0, planned.size(), 0, null, null, Map.of());
        var state = numbered.by(Life.Step.BEGIN, publishing);
        var recorded = record(house, id, "began", state);
        sql.plan(recorded, planned);
    }

    private Book.Known<Document> document(Actor house, ProgrammeChange change, Item item) {
        return documents.find(house, item.type(), item.scope()).orElseGet(() -> {
            var fresh = Document.fresh(item.type(), item.scope(), change.author());
            var document = documents.book().create(house, ids.next(), fresh, null);
            ledger.flush();
            return documents.find(house, document);
        });
    }

    private io.kontor.ledger.Entry record(Actor house, UUID id, String verb, ProgrammeChange state) {
        var known = Objects.requireNonNull(kept.book().load(Set.of(id), true).get(id));
        return kept.book()
                .record(
                        house,
                        List.of(Change.of(ChangeBook.CHANGE, id, verb, "system", state)
                                .after(known.version())))
                .getFirst()
                .entry();
    }

    /** Notes that a part was done, or taken back. */
    void mark(Actor house, UUID id, ProgrammeChange state, String verb, int place, String as) {
        sql.mark(record(house, id, verb, state), place, as);
    }

    /** A part of a change that is being published, or was. */
    Ready<?> part(Actor house, UUID id, ProgrammeChange change, UUID wanted) {
        var item = change.item(wanted);
        return past(house, id, change, item).orElseThrow();
    }

    private Optional<Ready<?>> past(Actor actor, UUID id, ProgrammeChange change, Item item) {
        var document = documents.find(actor, item.type(), item.scope());
        if (document.isEmpty() || item.published() == null) {
            return Optional.empty();
        }
        var before = item.base() == null
                ? null
                : documents.version(actor, document.get().id(), item.base());
        return types.find(item.type())
                .map(type -> Ready.past(id, item, type, document.get().id(), before, drafts.effective(actor, change)));
    }

    /** Puts the new versions in force, all of them together. */
    void finish(Actor house, UUID id, ProgrammeChange change) {
        var today = company.profile(house).today(clock);
        var written = new ArrayList<Change<Document>>();
        for (var item : change.items()) {
            var known = documents.find(house, item.type(), item.scope()).orElseThrow();
            var content = Objects.requireNonNull(item.content());
            var standing = new Document.Standing(
                    Objects.requireNonNull(item.published()),
                    item.schema(),
                    content,
                    Contents.hash(content),
                    drafts.effective(house, change),
                    id,
                    null,
                    onto(types.of(item.type()), item.schema(), content, item.languages()));
            written.add(change(known, "published", known.state().saying(standing)));
        }
        documents.book().record(house, written);
        var until = today.plusDays(releasing.rules(house).watchDays());
        record(house, id, "published", change.published(change.items(), until));
        overtaking.supersede(house, change);
    }

    private static <T extends Record> Languages onto(
            DocumentType<T> type, int schema, String content, Languages languages) {
        return Variant.onto(type, Contents.read(type, schema, content), languages);
    }

    private static Change<Document> change(Book.Known<Document> known, String verb, Document state) {
        return Change.of(Documents.DOCUMENT, known.id(), verb, "system", state).after(known.version());
    }

    /** Everything it did is taken back; if its versions were in force, the documents say again what they said before. */
    void finishBack(Actor house, UUID id, ProgrammeChange change) {
        if (change.life().inForce()) {
            var written = new ArrayList<Change<Document>>();
            for (var item : change.items().reversed()) {
                var known = documents.find(house, item.type(), item.scope()).orElseThrow();
                var now = Objects.requireNonNull(known.state().standing());
                var before = item.base() == null
                        ? Optional.<DocumentSql.Kept>empty()
                        : documentSql.version(known.id(), item.base());
                var standing = new Document.Standing(
                        now.version().next(false),
                        before.map(DocumentSql.Kept::schema).orElse(item.schema()),
                        before.map(DocumentSql.Kept::content).orElse(null),
                        before.map(DocumentSql.Kept::hash).orElse(null),
                        company.profile(house).today(clock),
                        id,
                        item.base(),
                        before.map(DocumentSql.Kept::languages)
                                .orElse(Languages.in(item.languages().spoken())));
                written.add(change(known, "rolled_back", known.state().saying(standing)));
            }
            documents.book().record(house, written);
        }
        record(house, id, "rolled_back", change.by(Life.Step.ROLL_BACK));
        if (change.life().inForce()) {
            overtaking.restore(house, change);
        }
    }

    /** What of a published change comes next with time; whether something came. */
    boolean watch(Actor house, UUID id, ProgrammeChange change) {
        var today = company.profile(house).today(clock);
        var until = change.watchedUntil();
        if (change.life() == Life.SETTLED) {
            return false;
        }
        if (until == null || today.isAfter(until)) {
            record(house, id, "settled", change.by(Life.Step.SETTLE));
            return false;
        }
        if (change.life() == Life.PUBLISHED
                && !figures(house, id, change, today.minusDays(1), today).isEmpty()) {
            record(house, id, "watched", change.by(Life.Step.WATCH));
        }
        return false;
    }

    private Map<String, BigDecimal> figures(
            Actor actor, UUID id, ProgrammeChange change, LocalDate from, LocalDate to) {
        var figures = new HashMap<String, BigDecimal>();
        for (var item : change.items()) {
            past(actor, id, change, item).ifPresent(part -> figures.putAll(part.watched(actor, from, to)));
        }
        return figures;
    }

    /**
     * A watched figure.
     *
     * @param foreseen by the simulation, or none
     */
    record Watched(
            String name,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable BigDecimal foreseen) {}

    /** The figures of as many days before as have passed since, beside those of the days since. */
    List<Watched> watched(Actor actor, UUID id, ProgrammeChange change) {
        var publishing = change.publishing();
        if (publishing == null || !change.life().inForce()) {
            return List.of();
        }
        var profile = company.profile(actor);
        var day = LocalDate.ofInstant(publishing.began(), profile.zoneId());
        var today = profile.today(clock);
        var until =
                change.watchedUntil() == null || change.watchedUntil().isAfter(today) ? today : change.watchedUntil();
        var days = java.time.temporal.ChronoUnit.DAYS.between(day, until) + 1;
        var before = figures(actor, id, change, day.minusDays(days), day.minusDays(1));
        var after = figures(actor, id, change, day, until);
        var names = new TreeMap<String, Watched>();
        before.keySet().forEach(name -> names.put(name, watched(name, before, after, change)));
        after.keySet().forEach(name -> names.put(name, watched(name, before, after, change)));
        return List.copyOf(names.values());
    }

    private static Watched watched(
            String name, Map<String, BigDecimal> before, Map<String, BigDecimal> after, ProgrammeChange change) {
        return new Watched(
                name, before.get(name), after.get(name), change.figures().get(name));
    }
}
