package io.kontor.ledger;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes entries and reads them back.
 *
 * <p>Appending costs no round trip of its own: entries gather in the transaction and go to the database in one statement
 * just before it commits, or when there are many. Reading needs the transaction the caller is in.
 */
@Component
public final class Ledger {
    private static final int SHARED = 200;
    private static final int SALT = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> PARTS_OF_MERGES = Set.of("merged", "folded", "moved", "taken_apart");

    private final EntrySql sql;
    private final Gathering gathering;
    private final TimelineSql timelines;
    private final Sealer sealer;
    private final Subscriptions subscriptions;
    private final Ids ids;
    private final Clock clock;
    private final Tx tx;
    private final SampleMark mark;
    private final Guards guards = new Guards();
    private final Map<String, Rewriter> rewriters = new ConcurrentHashMap<>();

    Ledger(
            EntrySql sql,
            Gathering gathering,
            TimelineSql timelines,
            Sealer sealer,
            Subscriptions subscriptions,
            Ids ids,
            Clock clock,
            Tx tx,
            SampleMark mark) {
        this.sql = sql;
        this.gathering = gathering;
        this.timelines = timelines;
        this.sealer = sealer;
        this.subscriptions = subscriptions;
        this.ids = ids;
        this.clock = clock;
        this.tx = tx;
        this.mark = mark;
    }

    /** Records one change as done by this actor, in the running transaction. */
    public <S> Recorded<S> append(Actor actor, Change<S> change) {
        return append(actor, List.of(change)).getFirst();
    }

    /** Records many changes, in this order. */
    public <S> List<Recorded<S>> append(Actor actor, List<Change<S>> changes) {
        var buffer = gathering.of();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var recorded = new ArrayList<Recorded<S>>(changes.size());
        for (var change : changes) {
            guards.know(change.type());
            var entry = new Entry(ids.next(), new Subject(change.type().code(), change.subject()), now);
            recorded.add(new Recorded<>(entry, change.state()));
        }
        var salts = salts(changes.size());
        // Writing states down is most of the work; of many, every core takes a share.
        var places = IntStream.range(0, changes.size());
        (changes.size() < SHARED ? places : places.parallel())
                .mapToObj(
                        i -> EntryRow.of(actor, changes.get(i), recorded.get(i).entry(), salts[i]))
                .toList()
                .forEach(buffer::add);
        buffer.flushWhenLarge();
        return recorded;
    }

    /** Random bytes for so many entries, asked for once. */
    private static byte[][] salts(int count) {
        var random = new byte[count * SALT];
        RANDOM.nextBytes(random);
        var salts = new byte[count][];
        for (int i = 0; i < count; i++) {
            salts[i] = Arrays.copyOfRange(random, i * SALT, (i + 1) * SALT);
        }
        return salts;
    }

    /** The state an object had at that time, as it was known then: what was recorded up to and including it. */
    public <S> Optional<S> asOf(SubjectType<S> type, UUID subject, Instant at) {
        return sql.asOf(subject, at).map(kept -> States.read(type, kept));
    }

    /** The state one entry holds. */
    public <S> Optional<S> stateAt(SubjectType<S> type, UUID subject, UUID entry) {
        return sql.kept(subject, entry).map(kept -> States.read(type, kept));
    }

    /** The states of many objects at the entries given. */
    public <S> Map<UUID, S> statesAt(SubjectType<S> type, Map<UUID, UUID> entries) {
        var kept = List.copyOf(sql.kept(entries).entrySet());
        var states = (kept.size() < SHARED ? kept.stream() : kept.parallelStream())
                .map(one -> States.read(type, one.getValue()))
                .toList();
        var byId = new LinkedHashMap<UUID, S>();
        for (int i = 0; i < states.size(); i++) {
            byId.put(kept.get(i).getKey(), states.get(i));
        }
        return byId;
    }

    /**
     * The state after an edit made on the version its editor saw. Changes others made since to other fields are kept.
     *
     * @param current the entry the object stands at now, read under its row's lock
     * @param seen the entry the editor had before them
     * @throws Clash when both changed the same field
     */
    public <S> S revise(SubjectType<S> type, UUID subject, UUID current, UUID seen, UnaryOperator<S> edit) {
        var base = stateAt(type, subject, seen).orElseThrow(() -> Refusal.conflict("version-unknown"));
        var yours = edit.apply(base);
        if (current.equals(seen)) {
            return yours;
        }
        var theirs = stateAt(type, subject, current).orElseThrow();
        var both = ThreeWay.of(tree(base), tree(theirs), tree(yours));
        var merged = States.read(type, type.format(), both.merged().toString());
        if (!both.clashes().isEmpty()) {
            throw new Clash(new Subject(type.code(), subject), current, both.clashes(), merged);
        }
        return merged;
    }

    /** What came with a merge is taken back with all of it or not at all. */
    private static boolean partOfMerge(String action) {
        return PARTS_OF_MERGES.contains(action.substring(action.lastIndexOf('.') + 1));
    }

    /**
     * The state before the last change, for taking that change back. Refuses: somebody changed the object since the page was
     * made; there is nothing before it; it came with a merge.
     */
    public <S> S undone(SubjectType<S> type, UUID subject, UUID current, UUID seen) {
        if (!current.equals(seen)) {
            throw Refusal.conflict("changed-since");
        }
        var last = sql.action(subject, current).orElse("");
        if (partOfMerge(last)) {
            throw Refusal.conflict("undo-part-of-merge");
        }
        if (last.endsWith(".erased")) {
            throw Refusal.conflict("erased-for-good");
        }
        return sql.previous(subject, current)
                .flatMap(before -> stateAt(type, subject, before))
                .orElseThrow(() -> Refusal.conflict("nothing-to-undo"));
    }

    private static ObjectNode tree(Object state) {
        return States.tree(States.write(state));
    }

    /** Tells which fields of a type's states not everybody may see; a book does this for its type. */
    void know(SubjectType<?> type, Book<?> book) {
        guards.know(type);
        rewriters.put(type.code(), book);
    }

    /** Who writes rows of a type anew after a text was taken out. */
    Optional<Rewriter> rewriter(String type) {
        return Optional.ofNullable(rewriters.get(type));
    }

    /** Entries newest first, one page at a time, their states without what the actor may not see. */
    public Timeline timeline(Actor actor, TimelineQuery query) {
        var page = timelines.timeline(query);
        return new Timeline(
                page.entries().stream()
                        .filter(entry -> guards.shows(actor, entry.subject().type()))
                        .map(entry -> guards.seenBy(actor, entry))
                        .toList(),
                page.next());
    }

    /**
     * The newest entries about objects of these types, their states without what the actor may not see; nothing the house did
     * by itself.
     *
     * @param partners only what is theirs, or null for everything
     */
    public List<TimelineEntry> newest(
            Actor actor, @Nullable Collection<UUID> partners, Collection<String> types, int most) {
        return timelines.newest(partners, types, most).stream()
                .map(entry -> guards.seenBy(actor, entry))
                .toList();
    }

    /** The types of the objects among these ids; what no entry is about is left out. */
    public Map<UUID, String> types(Collection<UUID> ids) {
        return sql.types(ids);
    }

    /** Whether entries about objects of a type are for the actor at all. */
    public boolean shows(Actor actor, String type) {
        return guards.shows(actor, type);
    }

    /** Whether everything in states of a type is for the actor to see. */
    boolean showsAll(Actor actor, String type) {
        return guards.showsAll(actor, type);
    }

    /** One entry, its states without what the actor may not see. */
    public Optional<TimelineEntry> entry(Actor actor, UUID id) {
        return timelines
                .one(id)
                .filter(entry -> guards.shows(actor, entry.subject().type()))
                .map(entry -> guards.seenBy(actor, entry));
    }

    /** Whether nobody has done anything in this office yet, besides what the house does to found it. */
    public boolean holdsNothingYet(Actor actor) {
        return tx.read(actor, sql::onlySystem);
    }

    /** Says of this ledger, once and for ever, that it holds sample data. */
    public void markSample(Actor actor) {
        mark.set(actor);
    }

    /** Whether this ledger was ever filled with sample data. */
    public boolean sample() {
        return mark.stands();
    }

    /** Sealed entries in the order of everything, oldest first, their states without what the actor may not see. */
    public List<TimelineEntry> inOrder(Actor actor, OrderQuery query) {
        return timelines.inOrder(query).stream()
                .map(entry -> guards.seenBy(actor, entry))
                .toList();
    }

    /** When the next entry about an object was recorded after that time; empty when there is none. */
    public Optional<Instant> next(Subject subject, Instant after) {
        return sql.next(subject, after);
    }

    /** How many entries have a position, how many wait for one, and how long the oldest of them has waited. */
    public LedgerSize size() {
        return sql.size(clock.instant());
    }

    /**
     * Seals everything committed so far and lets every subscription take it. Commands call it before they exit, tests before
     * they look.
     */
    public void settle() {
        sealer.sealAll();
        subscriptions.catchUp();
    }

    /** Seals everything committed so far, and leaves the subscriptions to catch up by themselves. */
    public void seal() {
        sealer.sealAll();
    }

    /** Sends what this transaction has appended so far; for readers in the same transaction. */
    public void flush() {
        gathering.of().flush();
    }
}
