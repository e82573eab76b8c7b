package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.governance.spi.DocumentType;
import io.kontor.governance.spi.Draft;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The documents by which the programme is run: what each says, said and is wanted to say. */
@Component
public final class Documents {
    public static final String KIND = "document";
    static final SubjectType<Document> DOCUMENT = SubjectType.of(
            KIND, Document.class, "created", "adopted", "published", "rolled_back", "changed", "wished", "granted");

    /** Drafts that count as if they were published, while a change is checked or simulated. */
    private static final ScopedValue<List<AsIf>> AS_IF = ScopedValue.newInstance();

    private final Tx tx;
    private final DocumentSql sql;
    private final Company company;
    private final Ids ids;
    private final Clock clock;
    private final Book<Document> book;

    Documents(
            Tx tx,
            Ledger ledger,
            JdbcClient jdbc,
            Ids ids,
            Types types,
            DocumentSql sql,
            Company company,
            Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, DOCUMENT, new DocumentShelf(jdbc, types, sql));
    }

    /** Published before its time. */
    record AsIf(String type, DocumentScope scope, Record content) {
        private boolean is(String other, DocumentScope of) {
            return type.equals(other) && scope.equals(of);
        }
    }

    /** Does work for which these drafts are in force. */
    static <T> T asIf(List<AsIf> drafts, Supplier<T> work) {
        return ScopedValue.where(AS_IF, drafts).call(work::get);
    }

    /**
     * What holds somewhere at a time: of the documents of a type whose scope reaches there, the one whose scope names most. It asks
     * for no permission: rules hold for everybody.
     */
    public <T extends Record> Optional<Effective<T>> effective(
            Actor actor, DocumentType<T> type, Where where, Instant at) {
        return all(actor, type, at).stream()
                .filter(one -> one.scope().holds(where))
                .min(Comparator.comparingInt((Effective<T> one) -> -one.scope().specific())
                        .thenComparing(one -> one.scope().code()));
    }

    /** What holds there now. */
    public <T extends Record> Optional<Effective<T>> effective(Actor actor, DocumentType<T> type, Where where) {
        return effective(actor, type, where, clock.instant());
    }

    /** All documents of a type that held at a time, the ones for most first. */
    public <T extends Record> List<Effective<T>> all(Actor actor, DocumentType<T> type, Instant at) {
        var drafts = AS_IF.isBound() ? AS_IF.get() : List.<AsIf>of();
        var all = new ArrayList<Effective<T>>();
        for (var kept : tx.as(actor, () -> sql.effective(type.code(), at))) {
            var scope = scope(kept.scope());
            var content = kept.content();
            if (content != null && drafts.stream().noneMatch(draft -> draft.is(type.code(), scope))) {
                all.add(new Effective<>(
                        kept.document(),
                        kept.version(),
                        String.valueOf(kept.hash()),
                        scope,
                        Contents.read(type, kept.schema(), content),
                        kept.effective(),
                        kept.languages()));
            }
        }
        for (var draft : drafts) {
            if (draft.type().equals(type.code())) {
                var content = type.content().cast(draft.content());
                all.add(new Effective<>(
                        DRAFT,
                        new DocumentVersion(0, 0),
                        Contents.hash(Contents.canonical(content)),
                        draft.scope(),
                        content,
                        company.profile(actor).today(clock),
                        Languages.UNSAID));
            }
        }
        all.sort(Comparator.comparingInt((Effective<T> one) -> one.scope().specific())
                .thenComparing(one -> one.scope().code()));
        return all;
    }

    /** Stands for the document of a draft that counts as if it were published. */
    private static final UUID DRAFT = new UUID(0, 0);

    private static DocumentScope scope(String code) {
        return DocumentScope.of(code).orElseThrow();
    }

    public Book.Known<Document> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** The document of a type and scope, whether or not it says something. */
    public Optional<Book.Known<Document>> find(Actor actor, String type, DocumentScope scope) {
        return tx.as(actor, () -> sql.byKey(type, scope).map(id -> book.find(actor, id)));
    }

    /** All documents the actor may see, by type and scope. */
    public List<Book.Known<Document>> all(Actor actor) {
        return tx.as(actor, () -> {
            var order = sql.all();
            var known = book.findAll(actor, order);
            return order.stream()
                    .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                    .toList();
        });
    }

    /**
     * One version of a document.
     *
     * @param content canonical JSON; none when it says nothing
     * @param restores the version whose content it has again
     * @param languages it is written and translated in
     */
    public record Version(
            DocumentVersion number,
            int schema,
            @Nullable String content,
            @Nullable String hash,
            LocalDate effective,
            Instant at,
            @Nullable UUID change,
            @Nullable DocumentVersion restores,
            Languages languages) {
        private static Version of(DocumentSql.Kept kept) {
            return new Version(
                    kept.version(),
                    kept.schema(),
                    kept.content(),
                    kept.hash(),
                    kept.effective(),
                    kept.at(),
                    kept.change(),
                    kept.restores(),
                    kept.languages());
        }
    }

    /** All versions, the newest first. */
    public List<Version> versions(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            book.find(actor, id);
            return sql.versions(id).stream().map(Version::of).toList();
        });
    }

    /** Refuses: no such version. */
    public Version version(Actor actor, UUID id, DocumentVersion number) {
        return tx.as(actor, () -> {
            book.find(actor, id);
            return sql.version(id, number).map(Version::of).orElseThrow(() -> Refusal.notFound("version"));
        });
    }

    /** Documents that name any of these codes, {@code <type>:<scope>} or {@code <kind>:<code>}. */
    public List<Book.Known<Document>> usedBy(Actor actor, Set<String> codes) {
        return tx.as(
                actor, () -> List.copyOf(book.findAll(actor, sql.naming(codes)).values()));
    }

    /** The nearest document of the same type that holds wherever this one does. */
    public Optional<Book.Known<Document>> wider(Actor actor, Document document) {
        return all(actor).stream()
                .filter(other -> other.state().type().equals(document.type())
                        && !other.state().scope().equals(document.scope())
                        && other.state().scope().wider(document.scope())
                        && other.state().standing() != null)
                .max(Comparator.comparingInt(other -> other.state().scope().specific()));
    }

    /** Says who answers for a document, and by which words it is found. */
    public void keep(
            Actor actor, UUID id, UUID seen, @Nullable UUID owner, List<String> tags, @Nullable String reason) {
        book.change(actor, id, seen, document -> document.kept(owner, tags), reason);
    }

    /** Notes what should change one day. */
    public void wish(Actor actor, UUID id, String text) {
        var wish = new Document.Wish(ids.next(), text, actor.person(), clock.instant(), false);
        book.changeNow(actor, id, "wished", Verb.SEE, document -> document.wishing(wish), null);
    }

    /** A wish was heard, or will not be. */
    public void settle(Actor actor, UUID id, UUID wish, @Nullable String reason) {
        book.changeNow(actor, id, "granted", Verb.CHANGE, document -> document.settling(wish), reason);
    }

    /**
     * Puts the first document of a type in force for everybody, by one entry that says so; for types that allow it. Refuses: there
     * is one; the type does not allow it; not allowed.
     */
    public <T extends Record> UUID adopt(
            Actor actor, DocumentType<T> type, T content, Languages languages, @Nullable String reason) {
        if (!type.adoptable()) {
            throw Refusal.conflict("document-not-adoptable");
        }
        return tx.as(actor, () -> {
            actor.role(KIND, Verb.CREATE);
            if (sql.byKey(type.code(), DocumentScope.ALL).isPresent()) {
                throw Refusal.conflict("document-there-already");
            }
            var today = company.profile(actor).today(clock);
            var id = ids.next();
            var findings = type.check(actor, new Draft<>(id, id, DocumentScope.ALL, content, null, today));
            findings.stream().filter(Finding::error).findFirst().ifPresent(finding -> {
                throw Refusal.invalid("document-has-errors", "path", finding.path());
            });
            var kept = Contents.canonical(content);
            var standing = new Document.Standing(
                    DocumentVersion.FIRST,
                    type.schema(),
                    kept,
                    Contents.hash(kept),
                    today,
                    null,
                    null,
                    Variant.onto(type, content, languages));
            var state = Document.fresh(type.code(), DocumentScope.ALL, actor.person())
                    .saying(standing);
            book.record(
                    actor,
                    List.of(io.kontor.ledger.Change.of(DOCUMENT, id, "adopted", actor.role(KIND, Verb.CREATE), state)
                            .because(reason)));
            return id;
        });
    }

    /** The language the office begins documents in. */
    Language own(Actor actor) {
        var language = company.profile(actor).defaultLanguage();
        return Language.SHIPPED.contains(language) ? language : Language.EN;
    }

    /** The book itself, for publishing. */
    Book<Document> book() {
        return book;
    }

    Map<UUID, DocumentSql.Named> names(Actor actor, Collection<UUID> wanted) {
        return tx.as(actor, () -> sql.names(wanted));
    }
}
