package lumen.ctl.golden;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.terminal.Json;

/**
 * Where two files of lines differ first.
 *
 * @param line its number, from 1
 * @param field the first field that differs; empty where a line is none, or is none of JSON
 * @param expected what should be there
 * @param found what is
 */
record GoldenDifference(int line, String field, String expected, String found) {
  private static final String NOTHING = "nothing";
  private static final int SHOWN = 200;

  /** The first difference; empty where there is none. */
  static Optional<GoldenDifference> between(byte[] expected, byte[] found) {
    List<String> right = lines(expected);
    List<String> here = lines(found);
    for (int i = 0; i < Math.max(right.size(), here.size()); i++) {
      String a = i < right.size() ? right.get(i) : null;
      String b = i < here.size() ? here.get(i) : null;
      if (a == null || b == null) {
        return Optional.of(new GoldenDifference(i + 1, "", shown(a), shown(b)));
      }
      if (!a.equals(b)) {
        return Optional.of(ofLine(i + 1, a, b));
      }
    }
    return Optional.empty();
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  private static GoldenDifference ofLine(int line, String expected, String found) {
    try {
      JsonNode a = Json.mapper().readTree(expected);
      JsonNode b = Json.mapper().readTree(found);
      Iterator<Map.Entry<String, JsonNode>> fields = a.properties().iterator();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        JsonNode other = b.path(field.getKey());
        if (!field.getValue().equals(other)) {
          return new GoldenDifference(
              line,
              field.getKey(),
              shown(field.getValue().toString()),
              shown(other.isMissingNode() ? null : other.toString()));
        }
      }
    } catch (JacksonException e) {
      return new GoldenDifference(line, "", shown(expected), shown(found));
    }
    return new GoldenDifference(line, "", shown(expected), shown(found));
  }

  private static String shown(String text) {
    if (text == null) {
      return NOTHING;
    }
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  @Override
  public String toString() {
    return "line %d%s: expected %s, found %s"
        .formatted(line, field.isEmpty() ? "" : ", " + field, expected, found);
  }
}
