package lumen.ctl.shadow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lumen.terminal.Json;

/**
 * Where the lines of two files part first.
 *
 * @param output the output that the files are of
 * @param line its number, from 1
 * @param tenant whose line it is, empty where it tells none
 * @param ts its time, seconds since the epoch; empty where it tells none
 * @param field the first field that differs; empty where a line is missing
 * @param before what the jar that runs makes of it
 * @param after what the other jar makes of it
 */
record LineDifference(
    String output, long line, String tenant, String ts, String field, String before, String after) {
  private static final String NOTHING = "nothing";
  private static final int SHOWN = 200;

  /** Lines that are equal, and the first difference where there is one. */
  record Compared(long equal, Optional<LineDifference> difference) {}

  /** Compares two files of lines, without holding them. */
  static Compared between(String output, Path before, Path after) throws IOException {
    long number = 0;
    try (BufferedReader left = Files.newBufferedReader(before);
        BufferedReader right = Files.newBufferedReader(after)) {
      while (true) {
        String a = left.readLine();
        String b = right.readLine();
        if (a == null && b == null) {
          return new Compared(number, Optional.empty());
        }
        number++;
        if (!Objects.equals(a, b)) {
          return new Compared(number - 1, Optional.of(of(output, number, a, b)));
        }
      }
    }
  }

  private static LineDifference of(String output, long number, String before, String after) {
    JsonNode left = tree(before);
    JsonNode right = tree(after);
    JsonNode told = left.isObject() ? left : right;
    String tenant = told.path("tenant").asText();
    JsonNode time = told.path("ts");
    String ts = time.isNumber() ? time.decimalValue().toPlainString() : time.asText();
    if (left.isObject() && right.isObject()) {
      String field = field(left, right);
      return new LineDifference(
          output, number, tenant, ts, field, value(left, field), value(right, field));
    }
    return new LineDifference(output, number, tenant, ts, "", shown(before), shown(after));
  }

  /** The first field in the order of the left line, then of the right one. */
  private static String field(JsonNode left, JsonNode right) {
    Iterator<Map.Entry<String, JsonNode>> fields = left.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getValue().equals(right.get(field.getKey()))) {
        return field.getKey();
      }
    }
    for (Map.Entry<String, JsonNode> field : right.properties()) {
      if (!left.has(field.getKey())) {
        return field.getKey();
      }
    }
    return "";
  }

  private static JsonNode tree(String line) {
    try {
      return line == null ? Json.mapper().missingNode() : Json.mapper().readTree(line);
    } catch (JacksonException e) {
      return Json.mapper().missingNode();
    }
  }

  private static String value(JsonNode line, String field) {
    return field.isEmpty()
        ? shown(line.toString())
        : shown(line.has(field) ? line.get(field).toString() : null);
  }

  private static String shown(String text) {
    if (text == null) {
      return NOTHING;
    }
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  /** In a line for a person. */
  String told() {
    return "%s line %d%s%s%s: %s, shadow %s"
        .formatted(
            output,
            line,
            tenant.isEmpty() ? "" : ", tenant " + tenant,
            ts.isEmpty() ? "" : ", ts " + ts,
            field.isEmpty() ? "" : ", " + field,
            before,
            after);
  }
}
