package io.kontor.reports;

import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.metrics.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the page a brief is, in any language, whoever reads it. */
@Component
public class BriefSheets {
    private final Dashboard dashboard;
    private final BriefSentences sentences;
    private final PartNames names;

    BriefSheets(Dashboard dashboard, BriefSentences sentences, PartNames names) {
        this.dashboard = dashboard;
        this.sentences = sentences;
        this.names = names;
    }

    /**
     * @param words of the language it is written in
     * @param sentences what the figures say by themselves
     * @param apart where revenue comes from, as tables
     */
    public record Sheet(
            Words words,
            String house,
            String title,
            String period,
            List<String> sentences,
            Dashboard.Seen seen,
            List<Chart> apart,
            @Nullable String findings,
            @Nullable String ask) {
        public String t(String key) {
            return words.t(key);
        }
    }

    /** A brief that was kept, with its figures as they were known then. */
    public Sheet of(Actor actor, Words reader, Language language, String house, Brief brief) {
        return sheet(
                actor,
                new Words(language, reader.zone()),
                house,
                brief.name(),
                brief.selection(),
                brief.knownAt(),
                brief.findings(),
                brief.ask());
    }

    /** One that nobody kept yet. */
    public Sheet of(Actor actor, Words reader, Language language, String house, Selection selection) {
        var words = new Words(language, reader.zone());
        return sheet(actor, words, house, words.t("brief.title"), selection, null, null, null);
    }

    private Sheet sheet(
            Actor actor,
            Words words,
            String house,
            String title,
            Selection selection,
            @Nullable Instant knownAt,
            @Nullable String findings,
            @Nullable String ask) {
        var drawn = dashboard.drawn(actor, selection, knownAt, words.language());
        var seen = dashboard.of(actor, words, selection, knownAt);
        var base = selection.question(Question.all(), drawn.zone());
        var said = sentences.of(
                actor, new Telling(words), names.of(actor, words), drawn, knownAt == null ? base : base.asOf(knownAt));
        var last = words.day(selection.last());
        return new Sheet(
                words,
                house,
                title,
                selection.from() == null
                        ? words.t("numbers.since-ever", "last", last)
                        : words.day(selection.from()) + " – " + last,
                said,
                seen,
                seen.charts().stream()
                        .filter(chart -> Dashboard.APART.stream()
                                .anyMatch(dimension -> dimension.code().equals(chart.code())))
                        .filter(chart -> !chart.rows().isEmpty())
                        .toList(),
                findings,
                ask);
    }
}
