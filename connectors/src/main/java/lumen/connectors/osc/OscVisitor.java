package lumen.connectors.osc;

/**
 * Is told what a packet holds, message by message. What it was told of a packet that turns out
 * malformed further on is void.
 */
interface OscVisitor {
  /** Looks at nothing: for counting. */
  OscVisitor NONE = new OscVisitor() {};

  /**
   * A message begins; its address is the UTF-8 text from byte {@code from} to before {@code to}.
   */
  default void begin(int from, int to) {}

  /** An array begins. */
  default void array() {}

  /** An argument that is a number. */
  default void number(double value) {}

  /** An argument that is the UTF-8 text from byte {@code from} to before {@code to}. */
  default void text(int from, int to) {}

  /** An argument that is neither number nor text. */
  default void opaque() {}

  /**
   * The message that began is complete and sound.
   *
   * @param to first byte after it
   * @param tag innermost time tag that tells a time, or {@link OscTimeTag#IMMEDIATELY}
   */
  default void end(int to, long tag) {}
}
