package lumen.state;

/** A state that cannot be read: cut off, damaged, of something else or of a newer version. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what the bytes must be and what they are. */
  public StateException(String message) {
    super(message);
  }

  /** Likewise, with what was found out about it further down. */
  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
