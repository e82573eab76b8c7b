package io.kontor.governance;

import io.kontor.governance.AsCode.File;
import io.kontor.governance.AsCode.Noted;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads files as parts of a change: what they say otherwise than the programme. */
@Component
final class FolderRead {
    /** Says in the first line of a file in which form it is written, and in which language. */
    private static final Pattern HEAD =
            Pattern.compile("^# kontor [a-z-]+ schema (\\d{1,6})(?: language ([a-z]+))?\\R");

    private static final String ENDING = ".yaml";

    private final Types types;
    private final Documents documents;
    private final Drafts drafts;
    private final Ids ids;

    FolderRead(Types types, Documents documents, Drafts drafts, Ids ids) {
        this.types = types;
        this.documents = documents;
        this.drafts = drafts;
        this.ids = ids;
    }

    /** What files say otherwise, and what is wrong with the files themselves. */
    record Told(List<Part> items, List<Noted> findings) {
        record Part(String path, ProgrammeChange.Item item) {}

        String path(ProgrammeChange.Item item) {
            return items.stream()
                    .filter(part -> part.item().id().equals(item.id()))
                    .map(Part::path)
                    .findFirst()
                    .orElse("");
        }
    }

    /** The files of one document: its own, and those of its languages. */
    private static final class Named {
        private final DocumentScope scope;
        private @Nullable File own;
        private final Map<String, File> languages = new TreeMap<>();

        Named(DocumentScope scope) {
            this.scope = scope;
        }
    }

    private record Key(DocumentType<?> type, String scope) {}

    static String head(DocumentType<?> type, Languages languages) {
        return "# kontor " + type.code() + " schema " + type.schema() + " language " + languages.original() + "\n";
    }

    Told told(Actor actor, Words words, List<File> files) {
        var findings = new ArrayList<Noted>();
        var named = new LinkedHashMap<Key, Named>();
        for (var file : files) {
            var names = file.path().split("/", -1);
            var type = names.length == 2 || names.length == 3
                    ? types.find(names[0]).orElse(null)
                    : null;
            var scope = scope(names[names.length - 1]);
            if (type == null || scope.isEmpty()) {
                findings.add(noted(words, file, 1, Finding.error("", "file-is-no-document", "types", codes())));
                continue;
            }
            var one = named.computeIfAbsent(new Key(type, scope.get().code()), key -> new Named(scope.get()));
            if (names.length == 2) {
                one.own = file;
            } else {
                one.languages.put(names[1], file);
            }
        }
        var parts = new ArrayList<Told.Part>();
        named.forEach(
                (key, one) -> part(actor, words, key.type(), one, findings).ifPresent(parts::add));
        return new Told(List.copyOf(parts), List.copyOf(findings));
    }

    private static Optional<DocumentScope> scope(String name) {
        return name.endsWith(ENDING)
                ? DocumentScope.of(name.substring(0, name.length() - ENDING.length()))
                : Optional.empty();
    }

    private String codes() {
        return String.join(", ", types.all().stream().map(DocumentType::code).toList());
    }

    private <T extends Record> Optional<Told.Part> part(
            Actor actor, Words words, DocumentType<T> type, Named files, List<Noted> findings) {
        var now = drafts.begin(actor, ids.next(), type.code(), files.scope);
        var own = files.own;
        if (own == null && !says(actor, type, files.scope)) {
            files.languages
                    .values()
                    .forEach(file -> findings.add(noted(words, file, 1, Finding.error("", "language-file-alone"))));
            return Optional.empty();
        }
        var item = own == null ? Optional.of(now) : own(words, type, now, own, findings);
        return item.flatMap(one -> {
            var spoken = languages(words, type, one, files, findings);
            return changed(actor, type, now, spoken, files);
        });
    }

    /** The draft a document's own file makes. */
    private static <T extends Record> Optional<ProgrammeChange.Item> own(
            Words words, DocumentType<T> type, ProgrammeChange.Item now, File file, List<Noted> findings) {
        var head = HEAD.matcher(file.text());
        var headed = head.find();
        int form = headed ? Integer.parseInt(head.group(1)) : type.schema();
        if (form > type.schema()) {
            findings.add(noted(
                    words, file, 1, Finding.error("", "file-schema-newer", "schema", form, "known", type.schema())));
            return Optional.empty();
        }
        var item = Drafts.written(now, type, file.text());
        if (item.content() == null) {
            var written = Written.read(type, file.text());
            written.findings()
                    .forEach(finding -> findings.add(noted(words, file, written.line(finding.path()), finding)));
            return Optional.empty();
        }
        var language = headed ? head.group(2) : null;
        try {
            return Optional.of(
                    language == null ? item : item.speaking(item.languages().writtenIn(language)));
        } catch (Refusal refusal) {
            findings.add(noted(words, file, 1, Finding.refused("", refusal)));
            return Optional.empty();
        }
    }

    private static <T extends Record> ProgrammeChange.Item languages(
            Words words, DocumentType<T> type, ProgrammeChange.Item item, Named files, List<Noted> findings) {
        var content = content(type, item);
        var spoken = item.languages();
        for (var one : files.languages.entrySet()) {
            var file = one.getValue();
            var read = LanguageFile.read(file.text());
            read.findings().forEach(found -> findings.add(noted(words, file, found.line(), found.finding())));
            try {
                var variant = Variant.of(type, content, Languages.known(one.getKey()), read.texts());
                variant.gone()
                        .forEach(place -> findings.add(noted(
                                words,
                                file,
                                read.line(place),
                                Finding.error(place, "language-place-unknown", "place", place))));
                spoken = read.texts().isEmpty()
                        ? spoken.without(one.getKey())
                        : spoken.with(one.getKey(), variant.translations());
            } catch (Refusal refusal) {
                findings.add(noted(words, file, 1, Finding.refused("", refusal)));
            }
        }
        return item.speaking(spoken);
    }

    private static <T extends Record> T content(DocumentType<T> type, ProgrammeChange.Item item) {
        return Contents.read(type, item.schema(), Objects.requireNonNull(item.content()));
    }

    /** Whether there is such a document, or would be one if the office adopted it. */
    private boolean says(Actor actor, DocumentType<?> type, DocumentScope scope) {
        return (type.adoptable() && scope.equals(DocumentScope.ALL))
                || documents
                        .find(actor, type.code(), scope)
                        .map(known -> known.state().standing())
                        .filter(standing -> standing.content() != null)
                        .isPresent();
    }

    private <T extends Record> Optional<Told.Part> changed(
            Actor actor, DocumentType<T> type, ProgrammeChange.Item now, ProgrammeChange.Item item, Named files) {
        var own = files.own;
        var was = Variant.onto(type, content(type, now), now.languages());
        var is = Variant.onto(type, content(type, item), item.languages());
        if (own != null
                && (!Objects.equals(now.content(), item.content())
                        || !was.original().equals(is.original())
                        || !says(actor, type, files.scope))) {
            return Optional.of(new Told.Part(own.path(), item));
        }
        return files.languages.entrySet().stream()
                .filter(one -> !was.variant(one.getKey()).equals(is.variant(one.getKey())))
                .findFirst()
                .map(one -> new Told.Part(one.getValue().path(), item));
    }

    private static Noted noted(Words words, File file, int line, Finding finding) {
        return noted(words, file.path(), line, finding);
    }

    static Noted noted(Words words, String path, int line, Finding finding) {
        return new Noted(path, line, finding.path(), finding.error(), finding.sentence(words));
    }
}
