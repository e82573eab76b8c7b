package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.deals.Deals;
import io.kontor.kernel.Actor;
import io.kontor.metrics.Answer;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import io.kontor.metrics.Rollups;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of real files against what was computed of them elsewhere. Needs the shared data beside the project. */
@Tag("database")
class RealFiguresTest {
    @TempDir
    Path folder;

    final Actor actor = Access.local("tests", UUID.randomUUID());

    static Map<String, String> values(List<Figure> figures) {
        var values = new TreeMap<String, String>();
        figures.forEach(figure -> values.put(
                figure.metric().code(), figure.value() == null ? "null " + figure.reason() : figure.plain()));
        return values;
    }

    @Test
    void a_real_channel_comes_to_what_was_counted_elsewhere() {
        try (var at = new Importing(folder)) {
            at.run(MappingFile.read(Shared.mapping("reseller-channel")), ResellerChannelTest.FILES);
            at.office.settle();
            var figures = at.office.bean(Figures.class);
            var ever = figures.of(actor, Question.all());
            assertThat(ever.currency()).isEqualTo("USD");
            assertThat(values(ever.figures()))
                    .containsEntry("partner_sourced_revenue", "77548570.20")
                    .containsEntry("partner_involved_revenue", "77548570.20")
                    .containsEntry("partners_recruited", "701")
                    .containsEntry("partners_with_deals", "632")
                    .containsEntry("deals_won", "3616")
                    .containsEntry("partner_deals_won", "3616")
                    .containsEntry("direct_deals_won", "0")
                    .containsEntry("deal_lines", "57851")
                    .containsEntry("win_rate", "null no_pipeline_history")
                    .containsEntry("deal_velocity_per_day", "null no_pipeline_history");

            var observed = Question.all().within(null, LocalDate.parse("2020-06-01"));
            var waiting =
                    figures.of(actor, observed).of(Metric.TIME_TO_FIRST_DEAL).orElseThrow();
            assertThat(waiting.plain()).isEqualTo("434");
            assertThat(Objects.requireNonNull(waiting.interval()).low()).isEqualByComparingTo("423");
            assertThat(waiting.interval().high()).isEqualByComparingTo("443");
            assertThat(waiting.rows()).isEqualTo(701);
            var curve = figures.curve(actor, observed);
            assertThat(curve.points().getLast().waiting()).isBetween(0.09, 0.10);
            assertThat(curve.points().stream().mapToInt(Figures.Point::deals).sum())
                    .isEqualTo(632);

            assertThat(sourced(figures.of(
                            actor, Question.of(Metric.PARTNER_SOURCED_REVENUE).by(Dimension.YEAR))))
                    .startsWith("2017 8069755.58", "2018 24328786.25", "2019 32500005.58", "2020 12650022.79");
            var partners = figures.of(
                    actor, Question.of(Metric.PARTNER_SOURCED_REVENUE).by(Dimension.PARTNER));
            assertThat(partners.parts()).hasSize(632);
            assertThat(partners.parts().getFirst().name()).isEqualTo("Brakes and Gears");
            assertThat(partners.parts().getFirst().figures().getFirst().plain()).isEqualTo("882273.53");
            assertThat(figures.rows(actor, Question.all(), Metric.PARTNERS_WITH_DEALS, null, 0, 10)
                            .count())
                    .isEqualTo(632);
            assertThat(at.office.bean(Rollups.class).differences(actor)).isZero();
        }
    }

    private static List<String> sourced(Answer answer) {
        var lines = new ArrayList<String>();
        answer.parts()
                .forEach(part ->
                        lines.add(part.key() + " " + part.figures().getFirst().plain()));
        return lines;
    }

    @Test
    void a_real_pipeline_comes_to_what_was_counted_elsewhere() {
        try (var at = new Importing(folder)) {
            at.run(MappingFile.read(Shared.mapping("crm-opportunities")), CrmOpportunitiesTest.FILES);
            at.office.settle();
            var figures = at.office.bean(Figures.class);
            var ever = figures.of(actor, Question.all());
            assertThat(values(ever.figures()))
                    .containsEntry("deals_won", "4238")
                    .containsEntry("deals_lost", "2473")
                    .containsEntry("deals_open", "2089")
                    .containsEntry("win_rate", "0.6315")
                    .containsEntry("deals_won_value", "10005534.00")
                    .containsEntry("deal_velocity_per_day", "193224.27")
                    .containsEntry("direct_deal_velocity_per_day", "193224.27")
                    .containsEntry("partner_deals_won", "0")
                    .containsEntry("partner_sourced_revenue", "0.00")
                    .containsEntry("partner_win_rate", "null no_closed_deals")
                    .containsEntry("time_to_first_deal", "null no_partners_joined");
            assertThat(ever.of(Metric.PARTNER_SOURCED_REVENUE).orElseThrow().rows())
                    .isZero();
        }
    }

    @Test
    void a_real_pipeline_on_top_of_a_real_channel_taken_back_leaves_every_figure_to_the_cent() {
        try (var at = new Importing(folder)) {
            at.run(MappingFile.read(Shared.mapping("reseller-channel")), ResellerChannelTest.FILES);
            var before = UndoTest.figures(at, actor);
            var pipeline = at.run(MappingFile.read(Shared.mapping("crm-opportunities")), CrmOpportunitiesTest.FILES);
            assertThat(UndoTest.figures(at, actor)).isNotEqualTo(before);

            // In between somebody edits what the import did not bring, and puts it right again after it was taken back.
            var deals = at.office.bean(Deals.class);
            var order = UUID.fromString(
                    at.one("select id from deals.deal where stage = 'won' order by amount desc, id limit 1"));
            var was = deals.find(actor, order).state();
            deals.change(
                    actor,
                    order,
                    deals.find(actor, order).version(),
                    deal -> deal.builder()
                            .closedOn(LocalDate.parse("2019-02-03"))
                            .build(),
                    null);
            var undo = at.office.bean(Undo.class);
            var preview = undo.preview(actor, pipeline.run());
            assertThat(preview.kept()).isZero();
            // And the three families its products are of.
            assertThat(preview.gone()).isEqualTo(pipeline.created() + 3);
            assertThat(undo.undo(actor, pipeline.run()).gone()).isEqualTo(preview.gone());
            assertThat(UndoTest.figures(at, actor)).isNotEqualTo(before);
            deals.change(
                    actor,
                    order,
                    deals.find(actor, order).version(),
                    deal -> deal.builder().closedOn(was.closedOn()).build(),
                    null);
            assertThat(UndoTest.figures(at, actor)).isEqualTo(before);
            assertThat(at.office.bean(Rollups.class).differences(actor)).isZero();
        }
    }
}
