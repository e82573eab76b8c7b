package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.company.Regions;
import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The parts of changes as their types understand them, and what is wrong with them. */
@Component
final class Drafts {
    private final Types types;
    private final Documents documents;
    private final Regions regions;
    private final Company company;
    private final Clock clock;

    Drafts(Types types, Documents documents, Regions regions, Company company, Clock clock) {
        this.types = types;
        this.documents = documents;
        this.regions = regions;
        this.company = company;
        this.clock = clock;
    }

    /** The parts that make sense, in their order. */
    List<Ready<?>> ready(Actor actor, UUID id, ProgrammeChange change) {
        var day = effective(actor, change);
        var ready = new ArrayList<Ready<?>>();
        for (var item : change.items()) {
            types.find(item.type())
                    .flatMap(type -> one(actor, id, item, type, day))
                    .ifPresent(ready::add);
        }
        return List.copyOf(ready);
    }

    /** The day a change holds from, when it is published as soon as it may be. */
    LocalDate effective(Actor actor, ProgrammeChange change) {
        var today = company.profile(actor).today(clock);
        var wanted = change.effective();
        return wanted == null || wanted.isBefore(today) ? today : wanted;
    }

    private <T extends Record> Optional<Ready<?>> one(
            Actor actor, UUID id, ProgrammeChange.Item item, DocumentType<T> type, LocalDate day) {
        var document = documents.find(actor, item.type(), item.scope());
        return Ready.of(
                        id,
                        item,
                        type,
                        document.map(known -> known.id()).orElse(null),
                        document.map(known -> known.state().standing()).orElse(null),
                        day)
                .map(ready -> ready);
    }

    /** What a document of that scope begins with in a change: what it says, what holds there so far, or its type's beginning. */
    ProgrammeChange.Item begin(Actor actor, UUID item, String code, DocumentScope scope) {
        return begin(actor, item, types.of(code), scope);
    }

    private <T extends Record> ProgrammeChange.Item begin(
            Actor actor, UUID item, DocumentType<T> type, DocumentScope scope) {
        var standing = documents
                .find(actor, type.code(), scope)
                .map(known -> known.state().standing())
                .orElse(null);
        if (standing != null && standing.content() != null) {
            var content = Contents.read(type, standing.schema(), standing.content());
            return begun(item, type, scope, standing.version(), content, standing.languages());
        }
        var version = standing == null ? null : standing.version();
        return documents
                .effective(actor, type, Where.of(scope))
                .map(wider -> begun(item, type, scope, version, wider.content(), wider.languages()))
                .orElseGet(() -> {
                    var starter = type.starter(actor, scope);
                    return begun(
                            item,
                            type,
                            scope,
                            version,
                            starter,
                            Languages.beginning(type, starter, documents.own(actor)));
                });
    }

    private static <T extends Record> ProgrammeChange.Item begun(
            UUID item,
            DocumentType<T> type,
            DocumentScope scope,
            @Nullable DocumentVersion base,
            T content,
            Languages languages) {
        return new ProgrammeChange.Item(
                item,
                type.code(),
                scope,
                base,
                false,
                type.schema(),
                Plain.write(content),
                Contents.canonical(content),
                null,
                languages);
    }

    /** A part as somebody typed it; what makes no sense is kept all the same. */
    ProgrammeChange.Item written(ProgrammeChange.Item item, String text) {
        return written(item, types.of(item.type()), text);
    }

    static <T extends Record> ProgrammeChange.Item written(
            ProgrammeChange.Item item, DocumentType<T> type, String text) {
        var content = Written.read(type, text).content();
        return item.writing(text, content == null ? null : Contents.canonical(content), type.schema());
    }

    /** A part and what was found in it. */
    record Checked(ProgrammeChange.Item item, List<Found> findings) {
        boolean pass() {
            return findings.stream().noneMatch(found -> found.finding().error());
        }
    }

    /** @param line of the text, counted from 1 */
    record Found(Finding finding, int line) {}

    /** Looks at every part as the programme would be with all of them. */
    List<Checked> check(Actor actor, UUID id, ProgrammeChange change) {
        var ready = ready(actor, id, change);
        var byItem = new HashMap<UUID, Ready<?>>();
        ready.forEach(one -> byItem.put(one.item().id(), one));
        var together = ready.stream().map(Ready::asIf).toList();
        var checked = new ArrayList<Checked>();
        for (var item : change.items()) {
            var findings = new ArrayList<Finding>();
            var type = types.find(item.type()).orElse(null);
            if (type == null) {
                findings.add(Finding.error("", "type-unknown", "type", item.type()));
                checked.add(new Checked(item, List.of(new Found(findings.getFirst(), 1))));
                continue;
            }
            var written = Written.read(type, item.text());
            findings.addAll(written.findings());
            var one = byItem.get(item.id());
            if (one != null && written.findings().isEmpty()) {
                findings.addAll(placed(actor, change, item));
                findings.addAll(Documents.asIf(together, () -> one.check(actor)));
            }
            checked.add(new Checked(
                    item,
                    findings.stream()
                            .map(finding -> new Found(finding, written.line(finding.path())))
                            .toList()));
        }
        return inOrder(ready).isPresent() ? List.copyOf(checked) : circular(checked);
    }

    private static List<Checked> circular(List<Checked> checked) {
        return checked.stream()
                .map(one -> {
                    var more = new ArrayList<>(one.findings());
                    more.add(new Found(Finding.error("", "references-circular"), 1));
                    return new Checked(one.item(), more);
                })
                .toList();
    }

    private List<Finding> placed(Actor actor, ProgrammeChange change, ProgrammeChange.Item item) {
        var findings = new ArrayList<Finding>();
        var standing = documents
                .find(actor, item.type(), item.scope())
                .map(known -> known.state().standing())
                .orElse(null);
        if (!Objects.equals(item.base(), standing == null ? null : standing.version())) {
            findings.add(Finding.error(
                    "",
                    "base-stale",
                    "now",
                    standing == null ? "–" : standing.version().toString()));
        }
        var region = item.scope().region();
        if (region != null
                && regions.all(actor).stream().noneMatch(one -> one.code().equals(region))) {
            findings.add(Finding.error("", "region-unknown", "region", region));
        }
        tie(actor, change, item)
                .ifPresent(other -> findings.add(Finding.error("", "scope-tie", "other", other.code())));
        return findings;
    }

    /** Another document that would hold for some of the same as well, with nothing to say which one wins. */
    private Optional<DocumentScope> tie(Actor actor, ProgrammeChange change, ProgrammeChange.Item item) {
        var scopes = new HashSet<DocumentScope>();
        documents.all(actor).stream()
                .filter(known -> known.state().type().equals(item.type())
                        && known.state().standing() != null
                        && Objects.requireNonNull(known.state().standing()).content() != null)
                .forEach(known -> scopes.add(known.state().scope()));
        change.items().stream()
                .filter(other -> other.type().equals(item.type()))
                .forEach(other -> scopes.add(other.scope()));
        return scopes.stream()
                .filter(other -> !other.equals(item.scope())
                        && other.specific() == item.scope().specific()
                        && item.scope()
                                .meet(other)
                                .filter(both -> !scopes.contains(both))
                                .isPresent())
                .min(java.util.Comparator.comparing(DocumentScope::code));
    }

    /** What is named by others first; empty when they name each other in a circle. */
    static Optional<List<Ready<?>>> inOrder(List<Ready<?>> parts) {
        var waiting = new LinkedHashMap<String, Ready<?>>();
        parts.forEach(part -> waiting.put(part.item().code(), part));
        var order = new ArrayList<Ready<?>>();
        while (!waiting.isEmpty()) {
            var next = waiting.values().stream()
                    .filter(part -> part.references().stream()
                            .noneMatch(code -> named(waiting, code, part.item().code())))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return Optional.empty();
            }
            waiting.remove(next.item().code());
            order.add(next);
        }
        return Optional.of(order);
    }

    private static boolean named(Map<String, Ready<?>> waiting, String code, String self) {
        return waiting.keySet().stream()
                .anyMatch(other -> !other.equals(self) && (other.equals(code) || other.startsWith(code + ":")));
    }

    /** Refuses: there is an error in a part. */
    void refuseErrors(Actor actor, UUID id, ProgrammeChange change) {
        if (change.items().isEmpty()) {
            throw Refusal.conflict("change-empty");
        }
        if (check(actor, id, change).stream().anyMatch(one -> !one.pass())) {
            throw Refusal.conflict("change-has-errors");
        }
    }

    /** The codes of the documents a change speaks of. */
    static Set<String> codes(ProgrammeChange change) {
        var codes = new HashSet<String>();
        change.items().forEach(item -> codes.add(item.code()));
        return codes;
    }
}
