package lumen.ctl.service;

import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis of its own on a port of loopback that is asked, ended when the test ends. */
final class RedisServer implements AutoCloseable {
  private static final int PATIENCE_S = 30;

  private final Process process;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RedisServer(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    process =
        new ProcessBuilder(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    socket = connected(port);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  private Socket connected(int port) {
    return await()
        .atMost(PATIENCE_S, TimeUnit.SECONDS)
        .failFast("Redis must run: redis.log tells why not", () -> !process.isAlive())
        .ignoreException(ConnectException.class)
        .until(() -> new Socket("127.0.0.1", port), Socket::isConnected);
  }

  /** Whether this machine has a Redis. */
  static boolean isThere() {
    try {
      return new ProcessBuilder("redis-server", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks one thing. */
  String ask(String... words) throws IOException {
    return askEach(List.of(List.of(words))).get(0);
  }

  /** Asks all, and reads the answers then; an answer is null where there is none. */
  List<String> askEach(List<List<String>> commands) throws IOException {
    StringBuilder request = new StringBuilder();
    for (List<String> words : commands) {
      request.append('*').append(words.size()).append("\r\n");
      for (String word : words) {
        request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
      }
    }
    out.write(request.toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      answers.add(answer());
    }
    return answers;
  }

  /** An answer of the protocol: a text of known length, or a line. */
  private String answer() throws IOException {
    String line = line();
    if (line.startsWith("-")) {
      throw new IOException("Redis refuses: " + line);
    }
    if (!line.startsWith("$")) {
      return line.substring(1);
    }
    int length = Integer.parseInt(line.substring(1));
    if (length < 0) {
      return null;
    }
    byte[] text = in.readNBytes(length);
    line();
    return new String(text, StandardCharsets.US_ASCII);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("Redis has ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
