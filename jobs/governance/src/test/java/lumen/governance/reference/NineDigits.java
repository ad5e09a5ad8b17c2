package lumen.governance.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Compares lines: fields and their order, texts, truth values and whole numbers must be the same,
 * money to the last unit, other numbers to nine digits.
 */
final class NineDigits {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MONEY = Set.of("spent", "amount", "forecast", "value", "added");
  private static final double RELATIVE = 1e-9;
  private static final double ABSOLUTE = 1e-12;

  private NineDigits() {}

  /** What differs, line by line; empty where nothing does. */
  static List<String> differences(List<String> found, List<String> expected) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
      if (i >= found.size()) {
        differences.add("missing " + expected.get(i));
      } else if (i >= expected.size()) {
        differences.add("beyond " + found.get(i));
      } else {
        compare(read(found.get(i)), read(expected.get(i)), "line " + (i + 1), differences);
      }
    }
    return differences;
  }

  static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(
      JsonNode found, JsonNode expected, String at, List<String> differences) {
    if (found.isObject() && expected.isObject()) {
      if (!names(found).equals(names(expected))) {
        differences.add(at + " fields " + names(found) + " not " + names(expected));
        return;
      }
      names(found)
          .forEach(
              name -> compare(found.get(name), expected.get(name), at + '.' + name, differences));
    } else if (!isSame(found, expected, at)) {
      differences.add(at + " is " + found + " not " + expected);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    Iterator<String> each = node.fieldNames();
    each.forEachRemaining(names::add);
    return names;
  }

  private static boolean isSame(JsonNode found, JsonNode expected, String at) {
    if (!found.isNumber() || !expected.isNumber()) {
      return found.equals(expected);
    }
    double a = found.doubleValue();
    double b = expected.doubleValue();
    boolean money =
        (at.contains(".budget.") || at.contains(".roi."))
            && MONEY.contains(at.substring(at.lastIndexOf('.') + 1));
    return a == b
        || !money
            && !expected.isIntegralNumber()
            && Math.abs(a - b) <= Math.max(ABSOLUTE, RELATIVE * Math.abs(b));
  }
}
