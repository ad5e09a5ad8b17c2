package lumen.connectors.replay;

/**
 * A path that holds no recording. The message is one line for a person: the rule, then the facts.
 */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  RecordingException(String message) {
    super(message);
  }

  RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
