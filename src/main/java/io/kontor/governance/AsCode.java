package io.kontor.governance;

import io.kontor.database.Tx;
import io.kontor.governance.charter.Benches;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.RoleSaid;
import io.kontor.governance.charter.Route;
import io.kontor.governance.charter.Router;
import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The programme as files of a folder: each document is {@code <type>/<scope>.yaml}, its texts in another language
 * {@code <type>/<language>/<scope>.yaml}, by code names, without generated ids, secrets and people. What files say otherwise than the programme is planned, and opened as one change that goes the way of all changes.
 */
@Component
public final class AsCode {
    private static final int LONGEST_TITLE = 200;

    private final Tx tx;
    private final Types types;
    private final Documents documents;
    private final Changes changes;
    private final Drafts drafts;
    private final FolderRead folders;
    private final Charters charters;
    private final Benches benches;
    private final RoleSaid roles;
    private final Ids ids;
    private final Clock clock;

    AsCode(
            Tx tx,
            Types types,
            Documents documents,
            Changes changes,
            Drafts drafts,
            FolderRead folders,
            Charters charters,
            Benches benches,
            RoleSaid roles,
            Ids ids,
            Clock clock) {
        this.tx = tx;
        this.types = types;
        this.documents = documents;
        this.changes = changes;
        this.drafts = drafts;
        this.folders = folders;
        this.charters = charters;
        this.benches = benches;
        this.roles = roles;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param path below the folder, with slashes */
    public record File(String path, String text) {}

    /**
     * Something in a file to be said.
     *
     * @param line counted from 1
     * @param field as a JSON pointer; empty for the whole file
     */
    public record Noted(String path, int line, String field, boolean error, String sentence) {}

    /** @param fresh whether the document says nothing yet */
    public record Difference(String path, String name, boolean fresh, Comparison compared) {}

    /**
     * What a folder would change.
     *
     * @param approvals who would have to agree
     * @param clauses of the charter that say so, each with its version
     */
    public record Plan(
            List<Difference> differences, List<Noted> findings, List<Approval> approvals, List<String> clauses) {
        public boolean valid() {
            return findings.stream().noneMatch(Noted::error);
        }
    }

    /**
     * So many people of a role.
     *
     * @param name of the role, in the reader's words
     * @param turn those of 0 are asked first
     */
    public record Approval(String role, String name, int people, int turn) {}

    /** Every document as it stands; the starter of one that an office may adopt and did not yet. */
    public List<File> files(Actor actor) {
        actor.role(Documents.KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var files = new TreeMap<String, File>();
            for (var type : types.all()) {
                if (type.adoptable()) {
                    starter(actor, files, type);
                }
            }
            for (var known : documents.all(actor)) {
                var standing = known.state().standing();
                var type = types.find(known.state().type()).orElse(null);
                if (type != null && standing != null && standing.content() != null) {
                    add(files, type, known.state().scope(), standing);
                }
            }
            return List.copyOf(files.values());
        });
    }

    private <T extends Record> void starter(Actor actor, Map<String, File> files, DocumentType<T> type) {
        var starter = type.starter(actor, DocumentScope.ALL);
        var languages = Languages.beginning(type, starter, documents.own(actor));
        add(files, type, DocumentScope.ALL, starter, languages);
    }

    private static <T extends Record> void add(
            Map<String, File> files, DocumentType<T> type, DocumentScope scope, Document.Standing standing) {
        var name = "/" + scope.code() + ".yaml";
        files.keySet().removeIf(path -> path.startsWith(type.code() + "/") && path.endsWith(name));
        add(
                files,
                type,
                scope,
                Contents.read(type, standing.schema(), Objects.requireNonNull(standing.content())),
                standing.languages());
    }

    private static <T extends Record> void add(
            Map<String, File> files, DocumentType<T> type, DocumentScope scope, T content, Languages languages) {
        var path = type.code() + "/" + scope.code() + ".yaml";
        files.put(path, new File(path, FolderRead.head(type, languages) + Plain.write(content)));
        for (var variant : Variant.all(type, content, languages)) {
            var beside = LanguageFile.path(type, variant.language(), scope);
            files.put(beside, new File(beside, LanguageFile.write(type, variant)));
        }
    }

    /** A file written anew, with the comments of what stayed as it was. */
    public static String keepingComments(String before, String fresh) {
        return Blocks.keepingComments(before, fresh);
    }

    /** The form of a type's files, as JSON Schema. */
    public static String schema(DocumentType<?> type) {
        return JsonSchema.of(type);
    }

    /** The form of files with the texts of a document in another language. */
    public static String languageSchema() {
        return JsonSchema.ofLanguages();
    }

    /** What these files would change. Documents without a file stay as they are. */
    public Plan plan(Actor actor, Words words, List<File> files) {
        actor.role(Documents.KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var told = folders.told(actor, words, files);
            if (told.items().isEmpty()) {
                return new Plan(List.of(), told.findings(), List.of(), List.of());
            }
            var id = ids.next();
            var change = ProgrammeChange.fresh("plan", null, actor.person(), null)
                    .with(told.items().stream().map(FolderRead.Told.Part::item).toList());
            var findings = new ArrayList<>(told.findings());
            drafts.check(actor, id, change)
                    .forEach(checked -> checked.findings().stream()
                            .map(found ->
                                    FolderRead.noted(words, told.path(checked.item()), found.line(), found.finding()))
                            .forEach(findings::add));
            var acts = new ArrayList<Act>();
            var differences = new ArrayList<Difference>();
            for (var ready : drafts.ready(actor, id, change)) {
                acts.addAll(ready.acts(actor));
                differences.add(new Difference(
                        told.path(ready.item()),
                        Sheets.name(words, ready.item().type(), ready.item().scope()),
                        ready.base() == null,
                        ready.compared(words)));
            }
            var route = route(actor, acts);
            var roleName = roles.in(words);
            return new Plan(
                    List.copyOf(differences),
                    List.copyOf(findings),
                    route.needs().stream()
                            .map(need ->
                                    new Approval(need.role(), roleName.apply(need.role()), need.people(), need.turn()))
                            .toList(),
                    route.cited().stream()
                            .map(cited -> cited.clause() + " " + cited.charter())
                            .distinct()
                            .toList());
        });
    }

    private Route route(Actor actor, List<Act> acts) {
        var ruling = charters.now(actor);
        return Router.route(
                ruling.charter(), ruling.version(), acts, benches.regionCodes(), List.of(), clock.instant());
    }

    /**
     * Opens one change with everything that differs.
     *
     * @return the change, or none when nothing does
     * @throws Invalid when a file has an error; then nothing is opened
     */
    public Optional<UUID> apply(Actor actor, Words words, List<File> files, String title, @Nullable String why)
            throws Invalid {
        var plan = plan(actor, words, files);
        if (!plan.valid()) {
            throw new Invalid(plan.findings());
        }
        return tx.as(actor, () -> {
            var items = folders.told(actor, words, files).items().stream()
                    .map(FolderRead.Told.Part::item)
                    .toList();
            return items.isEmpty()
                    ? Optional.empty()
                    : Optional.of(changes.propose(
                            actor, title.substring(0, Math.min(LONGEST_TITLE, title.length())), why, items));
        });
    }

    /** Files cannot be read as the programme. */
    public static final class Invalid extends Exception {
        private final transient List<Noted> findings;

        Invalid(List<Noted> findings) {
            super(findings.size() + " findings");
            this.findings = findings;
        }

        public List<Noted> findings() {
            return findings;
        }
    }
}
