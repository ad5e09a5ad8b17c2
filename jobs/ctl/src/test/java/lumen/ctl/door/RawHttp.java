package lumen.ctl.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests as they are written, byte for byte: no client adds or corrects a header. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /**
   * Sends lines of a head, and returns all that comes until the server ends the connection.
   *
   * @param body behind the head
   */
  public static String send(int port, String body, String... head) throws IOException {
    return send(port, PATIENCE_MILLIS, body, head);
  }

  /** As above, for a server that may never answer. */
  public static String send(int port, int patienceMillis, String body, String... head)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(patienceMillis);
      String text = String.join("\r\n", head) + "\r\n\r\n" + body;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The status of an answer, such as 200. */
  public static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  /** What stands behind the head of an answer. */
  public static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }
}
