package lumen.ctl.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import lumen.fusion.LivePlan;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * A running live job, asked and told through the address that its output folder names, or another.
 */
public final class LiveJob {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A command waits for the job's reader, which a checkpoint or a slow output may hold up. */
  private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(30);

  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Supplier<Optional<URI>> address;
  private final Supplier<String> unheard;

  private LiveJob(Supplier<Optional<URI>> address, Supplier<String> unheard) {
    this.address = address;
    this.unheard = unheard;
  }

  /**
   * What a job answers to a command.
   *
   * @param status status of HTTP
   * @param body JSON: {@code command} as it was taken, or {@code findings}
   */
  public record Answer(int status, String body) {}

  /** The job that writes into this folder. */
  public static LiveJob of(Path out) {
    return new LiveJob(
        () -> announced(out),
        () ->
            readsTopicsAlone(out)
                ? "a job of topics alone has no door, and is told by one more topic: `format: commands`, and --kafka HOST:PORT/TOPIC: "
                    + out
                : "a live job must run with this folder as its --out: none answers for " + out);
  }

  /** Whether the job that keeps its configuration there has no socket and no device. */
  private static boolean readsTopicsAlone(Path out) {
    Path config = out.resolve(ConfigCopy.FOLDER);
    if (!Files.isDirectory(config)) {
      return false;
    }
    try {
      LumenSettings settings = SettingsLoader.load(config);
      return LivePlan.isLive(settings) && LivePlan.streams(settings).isEmpty();
    } catch (SettingsException e) {
      return false;
    }
  }

  /** The job that listens there, host:port. */
  public static LiveJob at(String hostPort) {
    return new LiveJob(
        () -> Optional.of(uri(hostPort)),
        () -> "a live job must listen there: none answers at " + hostPort);
  }

  /** The job knows itself by its number only. */
  private static URI uri(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    try {
      String host = InetAddress.getByName(hostPort.substring(0, colon)).getHostAddress();
      return URI.create("http://" + host + hostPort.substring(colon));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw CommandFailure.usage("--job must be HOST:PORT: " + hostPort);
    }
  }

  /** What the job says of itself; empty while it does not answer. */
  Optional<JsonNode> status() {
    return address.get().flatMap(at -> call(HttpRequest.newBuilder(at.resolve("/status")).GET()));
  }

  /** Ends the inputs of the job; returns whether it heard. */
  boolean end() {
    return post("/end").isPresent();
  }

  /**
   * Has the job hand on its log.
   *
   * @throws CommandFailure where no live job answers
   */
  void beginCapture() {
    if (post("/capture/on").isEmpty()) {
      throw CommandFailure.failed(unheard.get());
    }
  }

  /** Has the job no longer hand on its log; one that has ended needs not to hear. */
  void endCapture() {
    post("/capture/off");
  }

  /**
   * Hands it a command, and waits until it is taken or refused.
   *
   * @throws CommandFailure where no job answers
   */
  public Answer command(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(
                address
                    .get()
                    .orElseThrow(() -> CommandFailure.failed(unheard.get()))
                    .resolve("/command"))
            .header("Content-Type", "application/json")
            .timeout(COMMAND_PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (HttpConnectTimeoutException | ConnectException e) {
      throw CommandFailure.failed(unheard.get());
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the job must say that it has taken the command: it does not ("
              + e.getMessage()
              + "); it may take effect all the same, and to send it again with its --id is harmless");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted before the job answered");
    }
  }

  private Optional<JsonNode> post(String path) {
    return address
        .get()
        .flatMap(
            at ->
                call(
                    HttpRequest.newBuilder(at.resolve(path))
                        .POST(HttpRequest.BodyPublishers.noBody())));
  }

  private static Optional<URI> announced(Path out) {
    Path announcement = out.resolve(LivePlan.ANNOUNCEMENT);
    try {
      if (!Files.exists(announcement)) {
        return Optional.empty();
      }
      JsonNode node = Json.mapper().readTree(Files.readString(announcement));
      return Optional.of(URI.create("http://" + node.path("control").asText()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<JsonNode> call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == OK
          ? Optional.of(Json.mapper().readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
