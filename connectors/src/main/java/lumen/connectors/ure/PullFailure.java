package lumen.connectors.ure;

/** A pull without an answer that can be read. */
final class PullFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final PullFault fault;
  private final String body;

  /**
   * A failure.
   *
   * @param message what was wrong, in one line
   * @param body the beginning of what was answered, or empty
   */
  PullFailure(PullFault fault, String message, String body, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.body = body;
  }

  PullFailure(PullFault fault, String message) {
    this(fault, message, "", null);
  }

  PullFault fault() {
    return fault;
  }

  String body() {
    return body;
  }
}
