package lumen.signal.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One case of a file of reference vectors; see lumen/reference/README.md. */
public record ReferenceVector(JsonNode node) {
  /** The cases of a file in lumen/reference. */
  public static List<ReferenceVector> cases(String file) {
    try (InputStream in = ReferenceVector.class.getResourceAsStream("/lumen/reference/" + file)) {
      List<ReferenceVector> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).get("cases").forEach(c -> cases.add(new ReferenceVector(c)));
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names the case by its scalars; the arrays are long. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    node.properties().stream()
        .filter(entry -> entry.getValue().isValueNode())
        .forEach(entry -> text.append(entry.getKey() + "=" + entry.getValue() + " "));
    return text.toString().strip();
  }

  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  public JsonNode get(String key) {
    return node.get(key);
  }

  public double number(String key) {
    return node.get(key).doubleValue();
  }

  public String text(String key) {
    return node.get(key).textValue();
  }

  public double[] doubles(String key) {
    JsonNode array = node.get(key);
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  public long[] longs(String key) {
    JsonNode array = node.get(key);
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).longValue();
    }
    return values;
  }
}
