package lumen.state;

import java.io.IOException;

/**
 * How a state is read.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface StateReading<T> {
  /** Reads it. */
  T read(StateReader in) throws IOException;
}
