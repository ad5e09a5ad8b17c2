package lumen.fusion.control;
/** stub. */
public final class CommandReader {
  private CommandReader() {}
  /** x. */ public static ControlCommand checked(String json) { throw new IllegalStateException(json); }
}
