package io.kontor.support;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Parquet files with a reader that has nothing in common with what wrote them. */
public final class ParquetReads {
    private static final String MOMENT = "TIMESTAMP WITH TIME ZONE";

    private ParquetReads() {}

    /** @param types as the reader names them */
    public record Read(List<String> names, List<String> types, List<List<@Nullable Object>> rows) {}

    public static Read file(Path file) {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            var types = new ArrayList<String>();
            try (var columns = statement.executeQuery("describe select * from read_parquet('" + file + "')")) {
                while (columns.next()) {
                    names.add(columns.getString(1));
                    types.add(columns.getString(2));
                }
            }
            var rows = new ArrayList<List<@Nullable Object>>();
            try (var result = statement.executeQuery(select(names, types) + " from read_parquet('" + file + "')")) {
                while (result.next()) {
                    var row = new ArrayList<@Nullable Object>();
                    for (int i = 1; i <= names.size(); i++) {
                        row.add(value(result, i, types.get(i - 1)));
                    }
                    rows.add(row);
                }
            }
            return new Read(names, types, rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Moments as microseconds: the reader's driver would bend them by the zone of the machine. */
    private static String select(List<String> names, List<String> types) {
        var wanted = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            var name = '"' + names.get(i) + '"';
            wanted.add(types.get(i).equals(MOMENT) ? "epoch_us(" + name + ")" : name);
        }
        return "select " + String.join(", ", wanted);
    }

    private static @Nullable Object value(ResultSet result, int at, String type) throws SQLException {
        var value = result.getObject(at);
        return switch (type) {
            case MOMENT -> value == null ? null : Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
            case "DATE" -> result.getObject(at, LocalDate.class);
            default -> value;
        };
    }

    /** The value as our CSV files write it, apart from zeros at the end of a fraction. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> plain(number.toPlainString());
            case LocalDate day -> day.toString();
            case Instant moment -> moment.toString();
            default -> value.toString();
        };
    }

    /** A number without zeros at the end of its fraction. */
    public static String plain(String number) {
        return number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
    }
}
