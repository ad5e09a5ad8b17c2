package lumen.runtime.lines;

import java.util.Objects;
import org.apache.flink.util.OutputTag;

/**
 * A value that is seldom, on the one edge by which all such leave a stage.
 *
 * @param <T> the values of its output
 * @param to the output that it belongs to
 * @param value the value
 */
public record Notice<T>(OutputTag<T> to, T value) {
  /** Checks that both are there. */
  public Notice {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(value, "value");
  }
}
