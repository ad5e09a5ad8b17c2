package lumen.ctl.pages;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;

/**
 * Runs lumenctl for the pages' commands, all in one process whose working directory is the folder
 * that they are typed in. Its own class loading is paid once; {@code scripts/lumenctl} of that
 * folder hands each command on.
 */
public final class PageHost {
  private PageHost() {}

  /**
   * Serves until the standard input ends.
   *
   * @param arguments the file that gets the port
   */
  public static void main(String[] arguments) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server), "pages");
      serving.setDaemon(true);
      serving.start();
      Path port = Path.of(arguments[0]);
      Path begun = Files.writeString(Path.of(port + ".part"), server.getLocalPort() + "\n");
      Files.move(begun, port, StandardCopyOption.ATOMIC_MOVE);
      while (System.in.read() >= 0) {
        // The test holds the other end.
      }
    }
    System.exit(0);
  }

  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        System.err.println("pages: " + e.getMessage());
      }
    }
  }

  /**
   * Reads the number of arguments and one a line; answers exit code, and files of what was said.
   */
  private static void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String[] words = new String[Integer.parseInt(in.readLine())];
    for (int word = 0; word < words.length; word++) {
      words[word] = in.readLine();
    }
    CommandRun run = LumenctlRun.of(words);
    Path out = Files.writeString(Files.createTempFile("said", ".out"), run.out());
    Path err = Files.writeString(Files.createTempFile("said", ".err"), run.err());
    BufferedWriter answer =
        new BufferedWriter(
            new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    answer.write(run.exitCode() + " " + out + " " + err + "\n");
    answer.flush();
  }
}
