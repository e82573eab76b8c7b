package io.kontor.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Random;

/** Made-up files of a channel: resellers, products, and the lines of their orders; the same seed makes the same files. */
final class OrderLines {
    private static final int RESELLERS = 700;
    private static final int PRODUCTS = 400;
    private static final int MOST_LINES = 31;
    private static final LocalDate BEGIN = LocalDate.of(2017, 7, 1);
    private static final int DAYS = 1_095;

    private static final String MAPPING = """
            name: Measured order lines
            system: measured
            office: {currency: USD, zone: America/Los_Angeles}
            format: {day: yyyy-MM-dd, empty: ["NULL"]}
            objects:
              - object: partner
                from: resellers.csv
                key: ResellerKey
                fields: {name: ResellerName, status: {value: active}, type: {value: reseller}, country: Country_Region}
              - object: product
                from: products.csv
                key: ProductKey
                fields: {name: Product, currency: {value: USD}, standardCost: StandardCost}
              - object: deal
                from: "orders*.csv"
                key: SalesOrderNumber
                fields:
                  name: SalesOrderNumber
                  stage: {value: won}
                  closed: OrderDate
                  currency: {value: USD}
                  sourcing: ResellerKey
                lines:
                  key: ProductKey
                  fields: {product: ProductKey, quantity: OrderQuantity, amount: SalesAmount, cost: TotalProductCost}
                ignore: [EmployeeKey, SalesTerritoryKey, UnitPrice, StandardCost]
            """;

    private OrderLines() {}

    /** The files others refer to, and the mapping of all. */
    static void firms(Path folder) throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        try (var csv = CsvWriter.builder().build(folder.resolve("resellers.csv"))) {
            csv.writeRecord("ResellerKey", "ResellerName", "Country_Region");
            var countries = new String[] {"US", "DE", "FR", "GB", "CA", "AU"};
            for (int i = 1; i <= RESELLERS; i++) {
                csv.writeRecord(String.valueOf(i), "Measured reseller " + i, countries[i % countries.length]);
            }
        }
        try (var csv = CsvWriter.builder().build(folder.resolve("products.csv"))) {
            csv.writeRecord("ProductKey", "Product", "StandardCost");
            for (int i = 1; i <= PRODUCTS; i++) {
                csv.writeRecord(String.valueOf(i), "Measured product " + i, price(i).toPlainString());
            }
        }
    }

    private static BigDecimal price(int product) {
        return BigDecimal.valueOf(499 + product * 737L % 190_000, 2);
    }

    /** Orders of one to thirty-one lines, in the order of their days. */
    static Path orders(Path folder, String name, int seed, int rows) throws IOException {
        var file = folder.resolve(name);
        var random = new Random(seed);
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "SalesOrderNumber",
                    "OrderDate",
                    "ProductKey",
                    "ResellerKey",
                    "EmployeeKey",
                    "SalesTerritoryKey",
                    "OrderQuantity",
                    "UnitPrice",
                    "TotalProductCost",
                    "SalesAmount",
                    "StandardCost");
            int order = 0;
            for (int written = 0; written < rows; order++) {
                int lines = Math.min(rows - written, 1 + random.nextInt(MOST_LINES));
                order(csv, random, seed, order, lines, BEGIN.plusDays((long) written * DAYS / rows));
                written += lines;
            }
        }
        return file;
    }

    private static void order(CsvWriter csv, Random random, int seed, int order, int lines, LocalDate day) {
        var number = "SO" + seed + String.format(java.util.Locale.ROOT, "%07d", order);
        var reseller = String.valueOf(1 + random.nextInt(RESELLERS));
        var employee = String.valueOf(280 + random.nextInt(17));
        var sold = new BitSet();
        for (int i = 0; i < lines; i++) {
            int product = 1 + random.nextInt(PRODUCTS);
            while (sold.get(product)) {
                product = product % PRODUCTS + 1;
            }
            sold.set(product);
            int quantity = 1 + random.nextInt(12);
            var cost = price(product);
            var unit = cost.multiply(BigDecimal.valueOf(12, 1)).setScale(2, java.math.RoundingMode.HALF_UP);
            csv.writeRecord(
                    number,
                    day.toString(),
                    String.valueOf(product),
                    reseller,
                    employee,
                    "5",
                    String.valueOf(quantity),
                    unit.toPlainString(),
                    random.nextInt(800) == 0
                            ? "NULL"
                            : cost.multiply(BigDecimal.valueOf(quantity)).toPlainString(),
                    unit.multiply(BigDecimal.valueOf(quantity)).toPlainString(),
                    cost.toPlainString());
        }
    }
}
