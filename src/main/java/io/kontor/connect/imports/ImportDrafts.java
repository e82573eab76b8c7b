package io.kontor.connect.imports;

import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.language.Words;
import io.kontor.ui.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Files somebody put down and what they are said to mean: proposed, or found again from the last time, and changed until it is
 * right. Nobody else sees them.
 */
@Component
public class ImportDrafts {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_LOOKED = 8;

    private final Tx tx;
    private final Imports imports;
    private final DraftSql sql;
    private final List<Importable> kinds;
    private final Ids ids;
    private final Clock clock;
    private final DraftFiles files;
    private final Map<UUID, List<Sampled>> looked = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, List<Sampled>> eldest) {
            return size() > MOST_LOOKED;
        }
    });

    ImportDrafts(Tx tx, Imports imports, DraftSql sql, List<Importable> kinds, Ids ids, Clock clock, DraftFiles files) {
        this.tx = tx;
        this.imports = imports;
        this.sql = sql;
        this.kinds = kinds;
        this.ids = ids;
        this.clock = clock;
        this.files = files;
    }

    /** A file as somebody gave it. */
    public record Upload(String name, long size, Content content) {
        static Upload of(String name, byte[] bytes) {
            return new Upload(name, bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    /** What a file holds, to be read once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** What somebody put down, ready to be looked at. */
    public record Shown(
            UUID id,
            MappingEdit mapping,
            @Nullable String known,
            @Nullable UUID run) {}

    /**
     * Keeps files and proposes what they mean, or takes the mapping that was used on such files before. Refuses: nothing
     * given; too large; what {@code Opened} refuses.
     *
     * @param mapping the name of the mapping to take, or none to find out
     */
    public UUID put(Actor actor, List<Upload> uploads, @Nullable String mapping, Words words) {
        actor.role(Imports.KIND, Verb.IMPORT);
        var id = ids.next();
        try {
            var paths = files.keep(id, uploads);
            var proposal = imports.propose(actor, paths, words);
            tx.as(actor, () -> keep(actor, id, paths, mapping, proposal));
            return id;
        } catch (Refusal refusal) {
            files.forget(List.of(id));
            throw refusal.field() == null ? refusal.at("files") : refusal;
        } catch (RuntimeException e) {
            files.forget(List.of(id));
            throw e;
        }
    }

    private void keep(Actor actor, UUID id, List<Path> paths, @Nullable String mapping, Proposal proposal) {
        var known = mapping == null ? sql.fitting(prints(proposal.files())) : sql.mapping(mapping);
        var text = known.map(DraftSql.Known::text)
                .map(old -> fitted(old, proposal))
                .orElseGet(() -> MappingText.of(proposal.mapping()));
        sql.keep(
                id,
                who(actor),
                text,
                known.map(DraftSql.Known::name).orElse(null),
                paths.stream().map(path -> String.valueOf(path.getFileName())).toList(),
                clock.instant());
    }

    /** Rows copied from a spreadsheet, as a file. */
    public static Optional<Upload> pasted(@Nullable String rows) {
        return rows == null || rows.isBlank()
                ? Optional.empty()
                : Optional.of(Upload.of("pasted.tsv", rows.getBytes(StandardCharsets.UTF_8)));
    }

    /** A mapping that was used before means files of the same headers, whatever they are called this time. */
    private static String fitted(String old, Proposal proposal) {
        return MappingText.of(MappingEdit.fitted(MappingFile.read(old), proposal.files()));
    }

    private static List<String> prints(List<Sampled> files) {
        return files.stream().map(file -> print(file.file().header())).sorted().toList();
    }

    /** What tells files of one shape from others: the names of their columns. */
    static String print(List<String> header) {
        return String.valueOf(
                header.stream().map(Headers::plain).sorted().toList().hashCode());
    }

    private static String who(Actor actor) {
        return actor.person() == null ? String.valueOf(actor.label()) : String.valueOf(actor.person());
    }

    /** Refuses: no such files, or another person's. */
    public Shown draft(Actor actor, UUID id) {
        return shown(actor, id, mapping -> mapping);
    }

    /** The same as somebody has it in a form that was refused. Refuses: no such files, or another person's. */
    public Shown typed(Actor actor, UUID id, Form form) {
        var edit = draft(actor, id).mapping();
        return shown(actor, id, mapping -> edit.typed(form));
    }

    private Shown shown(Actor actor, UUID id, UnaryOperator<Mapping> how) {
        actor.role(Imports.KIND, Verb.IMPORT);
        var draft = find(actor, id);
        var mapping = how.apply(MappingFile.read(draft.mapping()));
        return new Shown(id, MappingEdit.of(actor, mapping, sampled(actor, id), kinds), draft.known(), draft.run());
    }

    /** A large file is looked at from end to end once, not with each press of a button. */
    private List<Sampled> sampled(Actor actor, UUID id) {
        var known = looked.get(id);
        if (known != null) {
            return known;
        }
        try (var opened = Opened.of(paths(actor, id), Bounds.USUAL)) {
            var fresh = List.copyOf(Proposal.sampled(opened));
            looked.put(id, fresh);
            return fresh;
        }
    }

    /** Where its files lie. Refuses: they are not here any more. */
    List<Path> paths(Actor actor, UUID draft) {
        return files.paths(draft, tx.as(actor, () -> sql.files(draft)));
    }

    DraftSql.Draft find(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.find(id, who(actor)).orElseThrow(() -> Refusal.notFound(Imports.KIND)));
    }

    /** The actor's files a run was made of. */
    public Optional<UUID> ofRun(Actor actor, UUID run) {
        return tx.as(actor, () -> sql.ofRun(run, who(actor)));
    }

    /** Keeps what somebody made of the mapping. Refuses: what is no mapping; nothing that would come in. */
    public void change(Actor actor, UUID id, Mapping mapping) {
        actor.role(Imports.KIND, Verb.IMPORT);
        find(actor, id);
        if (mapping.objects().isEmpty()) {
            throw Refusal.invalid("import-nothing-wanted");
        }
        var text = MappingText.of(mapping);
        MappingFile.read(text);
        tx.as(actor, () -> sql.change(id, text));
    }

    @Configuration(proxyBeanMethods = false)
    static class Tidying {
        @Bean
        Job draftHousekeeping(ImportDrafts drafts) {
            return new Job("import-drafts", Duration.ofHours(6), drafts::tidy);
        }
    }

    private void tidy() {
        var actor = Purpose.HOUSEKEEPING.actor(Imports.KIND);
        files.forget(tx.as(actor, () -> sql.forget(clock.instant().minus(KEPT))));
    }
}
