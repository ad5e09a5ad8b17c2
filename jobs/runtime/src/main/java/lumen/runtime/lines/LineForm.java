package lumen.runtime.lines;

import java.io.Serializable;

/**
 * How an output shows its values, as lines of JSON: all sinks write the same line, files as topics.
 *
 * @param <T> the values
 */
public interface LineForm<T> extends Serializable {
  /** The line without its end, keys in a fixed order. */
  String line(T value);

  /** Whose it is: the key of its record in a topic. Null where it is nobody's. */
  String tenant(T value);
}
