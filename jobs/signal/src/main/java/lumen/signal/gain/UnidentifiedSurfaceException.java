package lumen.signal.gain;

/** Data from which a gain surface cannot be told; the message says what is missing. */
public final class UnidentifiedSurfaceException extends Exception {
  private static final long serialVersionUID = 1L;

  UnidentifiedSurfaceException(String message) {
    super(message);
  }
}
