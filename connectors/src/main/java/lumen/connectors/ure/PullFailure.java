package lumen.connectors.ure;

/** A pull without an answer that can be read. */
final class PullFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String body;

  /**
   * A failure.
   *
   * @param message what was wrong, in one line
   * @param body the beginning of what was answered, or empty
   */
  PullFailure(String message, String body, Throwable cause) {
    super(message, cause);
    this.body = body;
  }

  PullFailure(String message) {
    this(message, "", null);
  }

  String body() {
    return body;
  }
}
