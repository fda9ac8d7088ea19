package org.qalqan.collections;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the items of a list one by one. */
interface RowWriter {

    /** Writes an item, given as JSON. */
    void write(String item) throws IOException;

    /** Sees to it that everything written is in the stream, which stays open. */
    void flush() throws IOException;

    /** The writer of that format, with these columns if it has columns. */
    static RowWriter of(Format format, List<CsvColumn> columns, OutputStream output) throws IOException {
        return switch (format) {
            case NDJSON -> new NdjsonWriter(output);
            case CSV -> new CsvWriter(columns, output);
            case JSON -> throw new IllegalArgumentException("a page of JSON is not written by rows");
        };
    }

    /** JSON, one item on each line. */
    final class NdjsonWriter implements RowWriter {

        private final OutputStream output;

        private NdjsonWriter(OutputStream output) {
            this.output = output;
        }

        @Override
        public void write(String item) throws IOException {
            output.write(item.getBytes(StandardCharsets.UTF_8));
            output.write('\n');
        }

        @Override
        public void flush() throws IOException {
            output.flush();
        }
    }

    /** CSV (RFC 4180), with the names of the columns on the first line. */
    final class CsvWriter implements RowWriter {

        private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .build();

        private final List<CsvColumn> columns;
        private final SequenceWriter rows;

        private CsvWriter(List<CsvColumn> columns, OutputStream output) throws IOException {
            this.columns = columns;
            CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\r\n");
            columns.forEach(column -> schema.addColumn(column.name()));
            this.rows = MAPPER.writer(schema.build()).writeValues(output);
            // a list without items has its header, too
            rows.write(columns.stream().map(CsvColumn::name).toList());
        }

        @Override
        public void write(String item) throws IOException {
            JsonNode json = Json.read(item);
            rows.write(columns.stream().map(column -> column.cell(json)).toList());
        }

        @Override
        public void flush() throws IOException {
            rows.flush();
        }
    }
}
