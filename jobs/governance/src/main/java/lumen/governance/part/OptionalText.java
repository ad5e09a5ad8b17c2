package lumen.governance.part;

import java.util.Optional;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How a text is kept that may be none. */
public final class OptionalText {
  private OptionalText() {}

  /** Writes it, or null. */
  public static void write(String text, StateWriter out) {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeText(text);
    }
  }

  /** Reads it, or null. */
  public static String read(StateReader in) {
    return in.readBoolean() ? in.readText() : null;
  }

  /** Reads it. */
  public static Optional<String> readIfAny(StateReader in) {
    return Optional.ofNullable(read(in));
  }
}
