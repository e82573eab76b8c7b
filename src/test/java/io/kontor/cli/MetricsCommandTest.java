package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.metrics.Metric;
import io.kontor.support.ParquetReads;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
class MetricsCommandTest extends CommandTest {
    @Test
    void an_empty_office_prints_what_it_knows_and_why_the_rest_is_not_known() {
        var data = folder.resolve("data").toString();
        assertThat(run("metrics", "--data", data, "--json", "--by", "tier", "--rebuild"))
                .isEqualTo(Cli.DONE);
        var told = JsonMapper.builder().build().readTree(out);
        assertThat(told.get("deals_won").asString()).isEqualTo("0");
        assertThat(told.get("partner_sourced_revenue").asString()).isEqualTo("0.00");
        assertThat(told.get("win_rate").isNull()).isTrue();
        assertThat(told.get("reasons").get("win_rate").asString()).isEqualTo("no_closed_deals");
        assertThat(told.get("rows").get("partner_sourced_revenue").asInt()).isZero();
        assertThat(told.get("by").asString()).isEqualTo("tier");
    }

    @Test
    void figures_go_to_a_file_whose_name_says_what_it_is() throws Exception {
        var data = folder.resolve("data").toString();
        var parquet = folder.resolve("figures.parquet");
        var csv = folder.resolve("figures.CSV");
        assertThat(run("metrics", "--data", data, "--as-of", "2030-01-01", "--export", parquet.toString()))
                .as(err)
                .isEqualTo(Cli.DONE);
        assertThat(run("metrics", "--data", data, "--as-of", "2030-01-01", "--export", csv.toString()))
                .isEqualTo(Cli.DONE);
        var read = ParquetReads.file(parquet);
        assertThat(read.names()).startsWith("key", "name", "starts", "metric", "figure", "unit", "value", "currency");
        assertThat(read.rows()).hasSize(Metric.values().length);
        assertThat(Files.readAllLines(csv)).hasSize(Metric.values().length + 1);
        assertThat(run(
                        "metrics",
                        "--data",
                        data,
                        "--export",
                        folder.resolve("figures.doc").toString()))
                .isEqualTo(Cli.MISUSED);
        assertThat(err).contains(".csv, .xlsx or .parquet");
        assertThat(run(
                        "metrics",
                        "--data",
                        data,
                        "--export",
                        folder.resolve("no/such/folder.csv").toString()))
                .isEqualTo(Cli.REFUSED);
        assertThat(err).contains("folder.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "--from, 2026-13-01, 2026-13-01 is not a day",
        "--to, tomorrow, tomorrow is not a day",
        "--as-of, 2026-01-01Tnoon, 2026-01-01Tnoon is not a moment",
        "--by, colour, 'Possible are: partner, segment, tier, type, country, region, year, quarter, month'"
    })
    void a_wrong_argument_is_named(String option, String value, String sentence) {
        assertThat(run("metrics", "--data", folder.resolve("none").toString(), option, value))
                .isEqualTo(Cli.MISUSED);
        assertThat(err).contains(sentence);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_period_cannot_end_before_it_begins() {
        assertThat(run("metrics", "--data", folder.toString(), "--from", "2026-02-01", "--to", "2026-01-01"))
                .isEqualTo(Cli.MISUSED);
        assertThat(err).contains("must come before");
    }
}
