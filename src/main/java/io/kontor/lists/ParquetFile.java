package io.kontor.lists;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file with typed columns under their stable codes: text, decimals, 64-bit integers, days, moments in UTC, truths. Any
 * of them may be missing in a row. Rows are written out in groups, so that memory stays bounded.
 */
final class ParquetFile implements TableFile {
    private static final long GROUP_BYTES = 8L << 20;
    private static final int DECIMAL_BYTES = 16;
    private static final int DECIMAL_DIGITS = 38;

    private final ParquetWriter<List<@Nullable Object>> writer;

    ParquetFile(DataTable table, OutputStream out) throws IOException {
        writer = new Builder(new GzipPages.Sink(out), table.fields())
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new GzipPages())
                .withCompressionCodec(CompressionCodecName.GZIP)
                .withRowGroupSize(GROUP_BYTES)
                .build();
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        writer.write(values);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static int digits(DataTable.Holds type) {
        return type == DataTable.Holds.MONEY ? 6 : 12;
    }

    private static PrimitiveType type(DataTable.Field field) {
        return switch (field.type()) {
            case TEXT ->
                Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(field.code());
            case MONEY, NUMBER ->
                Types.optional(FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(digits(field.type()), DECIMAL_DIGITS))
                        .named(field.code());
            case WHOLE -> Types.optional(INT64).named(field.code());
            case DAY ->
                Types.optional(INT32).as(LogicalTypeAnnotation.dateType()).named(field.code());
            case MOMENT ->
                Types.optional(INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(field.code());
            case TRUTH -> Types.optional(BOOLEAN).named(field.code());
        };
    }

    /** A number as its unscaled value in two's complement, the highest byte first. */
    private static Binary decimal(BigDecimal number, int digits) {
        var value =
                number.setScale(digits, RoundingMode.HALF_UP).unscaledValue().toByteArray();
        var bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (value[0] < 0 ? -1 : 0));
        System.arraycopy(value, 0, bytes, DECIMAL_BYTES - value.length, value.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static final class Builder extends ParquetWriter.Builder<List<@Nullable Object>, Builder> {
        private final List<DataTable.Field> fields;

        Builder(OutputFile file, List<DataTable.Field> fields) {
            super(file);
            this.fields = fields;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // The library still asks for it, and calls the other.
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(Configuration ignored) {
            return new RowSupport(fields);
        }

        @Override
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(ParquetConfiguration ignored) {
            return new RowSupport(fields);
        }
    }

    private static final class RowSupport extends WriteSupport<List<@Nullable Object>> {
        private final List<DataTable.Field> fields;
        private @Nullable RecordConsumer consumer;

        RowSupport(List<DataTable.Field> fields) {
            this.fields = fields;
        }

        @Override
        @SuppressWarnings("deprecation") // The library still asks for it, and calls the other.
        public WriteContext init(Configuration ignored) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration ignored) {
            return context();
        }

        private WriteContext context() {
            var types = new ArrayList<org.apache.parquet.schema.Type>();
            fields.forEach(field -> types.add(type(field)));
            return new WriteContext(new MessageType("kontor", types), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer ready) {
            consumer = ready;
        }

        @Override
        public void write(List<@Nullable Object> row) {
            var to = consumer;
            if (to == null) {
                throw new IllegalStateException("a row before the file");
            }
            to.startMessage();
            for (int i = 0; i < fields.size(); i++) {
                var value = row.get(i);
                if (value != null) {
                    to.startField(fields.get(i).code(), i);
                    put(to, fields.get(i).type(), value);
                    to.endField(fields.get(i).code(), i);
                }
            }
            to.endMessage();
        }

        private static void put(RecordConsumer to, DataTable.Holds type, Object value) {
            switch (type) {
                case TEXT -> to.addBinary(Binary.fromString(value.toString()));
                case MONEY, NUMBER -> to.addBinary(decimal((BigDecimal) value, digits(type)));
                case WHOLE -> to.addLong((Long) value);
                case DAY -> to.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
                case MOMENT -> to.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
                case TRUTH -> to.addBoolean((Boolean) value);
            }
        }
    }
}
