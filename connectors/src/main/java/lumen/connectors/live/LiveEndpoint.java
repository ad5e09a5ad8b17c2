package lumen.connectors.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import lumen.intake.LiveInputException;

/**
 * Where a live job is asked and told, on loopback: {@code GET /status}, {@code POST /capture/on},
 * {@code POST /capture/off}, {@code POST /end}, and {@code POST /command}, see {@link
 * CommandEndpoint}. A request must not come from a page in a browser: it carries no {@code Origin},
 * comes from no site, and names the address itself as its host, once. The status counts those that
 * do not.
 */
final class LiveEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  /** Commands that wait are answered all at once: each needs a place beside new requests. */
  private static final int WAITING = 2 * CommandQueue.MAX_WAITING;

  /** Requests that are read at the same time; one that is slow must not hold up the others. */
  private static final ServerLimits LIMITS =
      new ServerLimits(
          8,
          WAITING,
          CommandEndpoint.MAX_BODY_BYTES,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMillis(500));

  private final LoopbackServer server;
  private final CommandQueue commands = new CommandQueue();
  private final Path announcement;
  private volatile boolean end;
  private volatile Boolean capture;
  private volatile Map<String, String> streams = Map.of();
  private volatile boolean capturing;

  private LiveEndpoint(InetAddress host, int port, Path announcement, CommandCheck check)
      throws IOException {
    this.announcement = announcement;
    Routes routes =
        Routes.none(LiveEndpoint::error)
            .and(Routes.ANY, "/status", request -> status())
            .and("POST", "/command", new CommandEndpoint(check, commands))
            .and("POST", "/end", this::tell)
            .and("POST", "/capture/", this::tell);
    server =
        LoopbackServer.open(
            host,
            port,
            LIMITS,
            new Service("control", ProgramsOnly::new, LiveEndpoint::error, routes));
  }

  /**
   * Begins to listen.
   *
   * @param hostPort where, port 0: any free one
   * @param announceFile file to be written with the address, empty: none
   * @param check finds what is wrong with commands
   * @throws LiveInputException where it cannot listen there
   */
  static LiveEndpoint open(String hostPort, String announceFile, CommandCheck check)
      throws LiveInputException, IOException {
    int colon = hostPort.lastIndexOf(':');
    InetAddress host = InetAddress.getByName(hostPort.substring(0, colon));
    if (!host.isLoopbackAddress()) {
      throw new LiveInputException("control must listen on loopback: " + hostPort);
    }
    Path file = announceFile.isEmpty() ? null : Path.of(announceFile);
    LiveEndpoint control;
    try {
      int port = Integer.parseInt(hostPort.substring(colon + 1));
      control = new LiveEndpoint(host, port, file, check);
    } catch (IOException e) {
      throw new LiveInputException(
          "control must have an address of its own: " + hostPort + ": " + e.getMessage());
    }
    control.server.start();
    control.announce();
    return control;
  }

  private void announce() throws IOException {
    if (announcement == null) {
      return;
    }
    Files.createDirectories(announcement.toAbsolutePath().getParent());
    Path written = announcement.resolveSibling(announcement.getFileName() + ".tmp");
    ObjectNode node = JSON.createObjectNode().put("control", address());
    Files.writeString(written, JSON.writeValueAsString(node) + "\n");
    Files.move(written, announcement, StandardCopyOption.REPLACE_EXISTING);
  }

  private CompletionStage<Reply> tell(Request request) {
    switch (request.path()) {
      case "/end" -> end = true;
      case "/capture/on" -> capture = true;
      case "/capture/off" -> capture = false;
      default -> {
        // The status tells that nothing has changed.
      }
    }
    return status();
  }

  private CompletionStage<Reply> status() {
    ObjectNode node = JSON.createObjectNode().put("capturing", capturing).put("ending", end);
    node.put("refused", server.refused());
    node.putObject("commands").put("taken", commands.taken()).put("waiting", commands.waiting());
    ObjectNode of = node.putObject("streams");
    streams.forEach(of::put);
    return CompletableFuture.completedFuture(reply(OK, node));
  }

  private static Reply error(int code, String rule) {
    return reply(code, JSON.createObjectNode().put("error", rule));
  }

  /** A reply of that body. */
  static Reply reply(int code, ObjectNode body) {
    try {
      return Reply.json(code, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of names and values must be JSON", e);
    }
  }

  /** The commands that wait to be taken. */
  CommandQueue commands() {
    return commands;
  }

  /** Where it listens, host:port. */
  String address() {
    return server.address();
  }

  /** Whether the inputs are to end. */
  boolean endWanted() {
    return end;
  }

  /**
   * Whether the log is to be captured.
   *
   * @param now whether it is now
   */
  boolean captureWanted(boolean now) {
    Boolean wanted = capture;
    return wanted == null ? now : wanted;
  }

  /** Says how things are. */
  void show(Map<String, String> status, boolean captures) {
    streams = status;
    capturing = captures;
  }

  @Override
  public void close() {
    commands.close();
    server.close();
    if (announcement != null) {
      withdraw();
    }
  }

  private void withdraw() {
    try {
      if (Files.exists(announcement) && Files.readString(announcement).contains(address())) {
        Files.delete(announcement);
      }
    } catch (IOException e) {
      // A stale announcement names an address where nobody answers.
    }
  }
}
