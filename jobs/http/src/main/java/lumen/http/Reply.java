package lumen.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is answered.
 *
 * @param status such as 200
 * @param headers by name
 * @param length of the body in bytes, or {@link #UNKNOWN}
 * @param body writes it
 */
public record Reply(int status, Map<String, String> headers, long length, Body body) {
  /** The length of a body that is made while it is sent. */
  public static final long UNKNOWN = -1;

  private static final int FIRST_STATUS = 200;
  private static final int LAST_STATUS = 599;

  /** Writes a body. */
  public interface Body {
    /** Writes all of it, and closes nothing. */
    void writeTo(OutputStream out) throws IOException;
  }

  public Reply {
    if (status < FIRST_STATUS || status > LAST_STATUS || length < UNKNOWN) {
      throw new IllegalArgumentException(
          "must be in 200..599, and a length: status=" + status + " length=" + length);
    }
    headers = Map.copyOf(headers);
  }

  /** One line of text, which no browser takes for anything else. */
  public static Reply text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", line).with("X-Content-Type-Options", "nosniff");
  }

  /** A JSON text and the end of its line. */
  public static Reply json(int status, String json) {
    return of(status, "application/json", json);
  }

  private static Reply of(int status, String type, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    return new Reply(status, Map.of("Content-Type", type), bytes.length, out -> out.write(bytes));
  }

  /** A body of any length. */
  public static Reply streamed(int status, String type, Body body) {
    return new Reply(status, Map.of("Content-Type", type), UNKNOWN, body);
  }

  /** The same with a header more, or another value of it. */
  public Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, length, body);
  }
}
