package lumen.ctl.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;

/**
 * The rows of a bill: CSV with a head (RFC 4180), or JSON, one object a line or a list of them;
 * plain or compressed by gzip. {@code NULL} and an empty field are null.
 */
final class BillFile {
  private static final int GZIP = 0x1f;

  /** Some programs begin a file of UTF-8 with it. */
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private static final String TAGS = "Tags";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .build();

  /** Takes the rows of a file in their order. */
  @FunctionalInterface
  interface Rows {
    void take(BillRow row) throws IOException;
  }

  private BillFile() {}

  /**
   * Reads a file to its end.
   *
   * @throws CommandFailure if it is not there or has another form
   */
  static void read(Path file, Rows rows) throws IOException {
    try (BufferedReader text = open(file)) {
      text.mark(1);
      int first = text.read();
      if (first == BYTE_ORDER_MARK) {
        text.mark(1);
        first = text.read();
      }
      text.reset();
      if (first == '{' || first == '[') {
        json(file, text, rows);
      } else {
        csv(file, text, rows);
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          "a bill must be CSV with a head, or JSON: %s: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (NumberFormatException e) {
      throw CommandFailure.usage(
          "a bill must be CSV with a head, or JSON: %s: the exponent of a number must have at most 9 digits"
              .formatted(file));
    }
  }

  private static BufferedReader open(Path file) {
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
      bytes.mark(1);
      boolean packed = bytes.read() == GZIP;
      bytes.reset();
      Reader reader =
          new InputStreamReader(
              packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8);
      return new BufferedReader(reader);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "a bill must be a readable file: %s: %s".formatted(file, FileTrouble.of(e)));
    }
  }

  private static void csv(Path file, Reader text, Rows rows) throws IOException {
    long number = 1;
    try (MappingIterator<Map<String, String>> read =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      while (read.hasNextValue()) {
        Map<String, String> values = read.nextValue();
        number++;
        Map<String, String> columns = new TreeMap<>();
        for (Map.Entry<String, String> each : values.entrySet()) {
          put(columns, each.getKey(), each.getValue());
        }
        take(file, number, columns, rows);
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          "a bill must be CSV with a head, or JSON: %s: row %d: %s"
              .formatted(file, number + 1, e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  private static void json(Path file, Reader text, Rows rows) throws IOException {
    long number = 0;
    try (MappingIterator<JsonNode> read = JSON.readerFor(JsonNode.class).readValues(text)) {
      while (read.hasNextValue()) {
        number++;
        Map<String, String> columns = new TreeMap<>();
        flatten("", read.nextValue(), columns);
        take(file, number, columns, rows);
      }
    }
  }

  private static void take(Path file, long number, Map<String, String> columns, Rows rows)
      throws IOException {
    String tags = columns.get(TAGS);
    if (tags != null && tags.startsWith("{")) {
      flatten(TAGS, JSON.readTree(tags), columns);
    }
    rows.take(new BillRow(file + ": row " + number, columns));
  }

  private static void flatten(String name, JsonNode node, Map<String, String> columns) {
    if (node.isObject()) {
      node.properties()
          .forEach(each -> flatten(join(name, each.getKey()), each.getValue(), columns));
    } else if (node.isArray() && isPairs(node)) {
      node.forEach(
          pair -> put(columns, join(name, pair.path("key").asText()), pair.path("value").asText()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + '[' + i + ']', node.get(i), columns);
      }
    } else if (node.isNumber()) {
      put(columns, name, node.decimalValue().toString());
    } else if (!node.isNull()) {
      put(columns, name, node.asText());
    }
  }

  private static boolean isPairs(JsonNode list) {
    for (JsonNode each : list) {
      if (!each.has("key") || !each.has("value")) {
        return false;
      }
    }
    return true;
  }

  private static String join(String name, String part) {
    return name.isEmpty() ? part : name + '.' + part;
  }

  private static void put(Map<String, String> columns, String name, String value) {
    if (value != null && !value.isEmpty() && !value.equals("NULL")) {
      columns.put(name, value);
    }
  }
}
