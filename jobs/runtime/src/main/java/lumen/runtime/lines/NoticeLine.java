package lumen.runtime.lines;

import java.util.Objects;

/**
 * What became of something that did not become a sample, as a finished line of JSON.
 *
 * @param kind which output it belongs to
 * @param line the line without its end
 */
public record NoticeLine(Kind kind, String line) {
  /** The outputs of notices. */
  public enum Kind {
    /** Was not taken. */
    REJECT,
    /** Came too late. */
    LATE,
    /** Tells what became of events and commands. */
    ACCOUNT
  }

  /** Checks that both are there. */
  public NoticeLine {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(line, "line");
  }

  /** Something that was not taken. */
  public static NoticeLine reject(String line) {
    return new NoticeLine(Kind.REJECT, line);
  }

  /** Something that came too late. */
  public static NoticeLine late(String line) {
    return new NoticeLine(Kind.LATE, line);
  }

  /** What became of events or commands. */
  public static NoticeLine account(String line) {
    return new NoticeLine(Kind.ACCOUNT, line);
  }
}
