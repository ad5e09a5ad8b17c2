package lumen.governance.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named values in the order in which they are told: whole numbers, numbers, texts, truth values,
 * lists of texts, fields, and null for what is not known.
 */
public final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** With a whole number more. */
  public Fields put(String name, long value) {
    values.put(name, value);
    return this;
  }

  /** With a number more; NaN is not known. */
  public Fields put(String name, double value) {
    values.put(name, Double.isNaN(value) ? null : (Object) value);
    return this;
  }

  /** With anything else; null is not known. */
  public Fields put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** With all of others. */
  public Fields putAll(Fields more) {
    values.putAll(more.values);
    return this;
  }

  /** Name by name, in their order. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /** A number without a fraction it does not have: 80, 99.9. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
