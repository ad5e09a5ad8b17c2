package lumen.intake;

/** A live input that cannot work as it is configured; the message names what would be right. */
public final class LiveInputException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public LiveInputException(String message) {
    super(message);
  }

  /** Makes the exception with what led to it. */
  public LiveInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
