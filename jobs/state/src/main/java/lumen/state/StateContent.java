package lumen.state;

import java.io.IOException;

/** What stands in a state or in one of its fields. */
@FunctionalInterface
public interface StateContent {
  /** Writes it. */
  void writeTo(StateWriter out) throws IOException;
}
