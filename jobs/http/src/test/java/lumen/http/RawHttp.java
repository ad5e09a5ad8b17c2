package lumen.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests as they are written, byte for byte: no client adds or corrects a header. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** Sends a head and a body; the connection stays open. */
  static Socket begin(int port, String body, String... head) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    String text = String.join("\r\n", head) + "\r\n\r\n" + body;
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Sends a head and a body, and returns all that comes until the server ends the connection. */
  static String send(int port, String body, String... head) throws IOException {
    try (Socket socket = begin(port, body, head)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
