package lumen.event;

/** A text that is no command; the message tells what would be one. */
public final class MalformedCommandException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedCommandException(String message) {
    super(message, null, false, false);
  }
}
