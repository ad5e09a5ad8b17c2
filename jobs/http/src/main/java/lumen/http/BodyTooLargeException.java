package lumen.http;

import java.io.IOException;

/** A body that is longer than the server takes. */
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(int maxBytes) {
    super("body must be at most " + maxBytes + " bytes");
  }
}
