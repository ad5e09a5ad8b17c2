package lumen.ctl.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.cluster.DetachedProcess;
import lumen.cluster.Preconditions;
import lumen.cluster.ProcessEnd;
import lumen.cluster.ProcessId;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;

/**
 * Prometheus and Alertmanager of this machine, on loopback, with the files of {@code deploy}. What
 * they keep lies in {@code target/watch}, or in {@value #FOLDER}, and outlives them.
 */
final class Watchers {
  static final String FOLDER = "LUMEN_WATCH_DIR";

  private static final int PROMETHEUS_PORT = 9_090;
  private static final int ALERTMANAGER_PORT = 9_093;
  private static final long READY_SECONDS = 60;
  private static final long POLL_MILLIS = 200;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final LumenHome home;
  private final Path folder;

  Watchers(LumenHome home) {
    this.home = home;
    folder =
        Optional.ofNullable(System.getProperty("lumen.watch.dir"))
            .or(() -> Optional.ofNullable(System.getenv(FOLDER)))
            .map(Path::of)
            .orElseGet(() -> home.root().resolve("target/watch"))
            .toAbsolutePath();
  }

  Path folder() {
    return folder;
  }

  /** What was started, if anything was. */
  Optional<WatchState> state() {
    Path file = stateFile();
    try {
      return Files.exists(file) ? Optional.of(Json.read(file, WatchState.class)) : Optional.empty();
    } catch (IOException e) {
      throw CommandFailure.failed("must be readable: " + file);
    }
  }

  private Path stateFile() {
    return folder.resolve("watch.json");
  }

  /**
   * Starts both unless they run, and returns when they answer.
   *
   * @return false if they ran already, on whatever ports
   */
  boolean start(int prometheusPort, int alertmanagerPort) {
    if (prometheusPort == alertmanagerPort) {
      throw CommandFailure.usage("--port and --alertmanager-port must differ: " + prometheusPort);
    }
    if (state().filter(WatchState::lives).isPresent()) {
      return false;
    }
    stop();
    Path prometheus = WatchProgram.PROMETHEUS.file();
    Path alertmanager = WatchProgram.ALERTMANAGER.file();
    Preconditions.portIsFree(prometheusPort, "lumenctl watch start");
    Preconditions.portIsFree(alertmanagerPort, "lumenctl watch start --alertmanager-port N");
    try {
      Files.createDirectories(folder);
      Process second = alertmanager(alertmanager, alertmanagerPort);
      Process first = prometheus(prometheus, prometheusPort, alertmanagerPort);
      WatchState state =
          new WatchState(
              ProcessId.of(first.toHandle()),
              prometheusPort,
              ProcessId.of(second.toHandle()),
              alertmanagerPort);
      Json.write(stateFile(), state);
      awaitReady(WatchProgram.ALERTMANAGER, second, state.alertmanagerUrl());
      awaitReady(WatchProgram.PROMETHEUS, first, state.prometheusUrl());
      return true;
    } catch (IOException e) {
      throw CommandFailure.failed("must be usable: %s (%s)".formatted(folder, e.getMessage()));
    }
  }

  private Process prometheus(Path program, int port, int alertmanagerPort) throws IOException {
    Path shipped = home.root().resolve("deploy/prometheus/prometheus.yml");
    Path config = shipped;
    if (port != PROMETHEUS_PORT || alertmanagerPort != ALERTMANAGER_PORT) {
      String own =
          Files.readString(shipped)
              .replace("127.0.0.1:" + ALERTMANAGER_PORT, "127.0.0.1:" + alertmanagerPort)
              .replace("- rules/", "- " + shipped.resolveSibling("rules") + "/");
      config = Files.writeString(folder.resolve("prometheus.yml"), own);
    }
    return DetachedProcess.program(
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--storage.tsdb.retention.time=40d",
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn"),
        folder.toFile(),
        log(WatchProgram.PROMETHEUS).toFile());
  }

  private Process alertmanager(Path program, int port) throws IOException {
    return DetachedProcess.program(
        List.of(
            program.toString(),
            "--config.file=" + home.root().resolve("deploy/alertmanager/alertmanager.yml"),
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=",
            "--log.level=warn"),
        folder.toFile(),
        log(WatchProgram.ALERTMANAGER).toFile());
  }

  private Path log(WatchProgram program) {
    return folder.resolve(program.shown().toLowerCase(Locale.ROOT) + ".log");
  }

  private void awaitReady(WatchProgram program, Process process, String url) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!ready(url)) {
      if (ended(process)) {
        stop();
        throw CommandFailure.failed(
            "%s must start: see %s".formatted(program.shown(), log(program)));
      }
      if (System.nanoTime() > deadline) {
        stop();
        throw CommandFailure.unreachable(
            "%s must answer within %d s: see %s"
                .formatted(program.shown(), READY_SECONDS, log(program)));
      }
    }
  }

  /** Whether a program says that it can be asked. */
  static boolean ready(String url) {
    return answers(url + "/-/ready");
  }

  /** Where Prometheus has a page: Debian's builds have the classic ones alone. */
  static String page(String url, String path) {
    String classic = url + "/classic" + path;
    return !answers(url + path) && answers(classic) ? classic : url + path;
  }

  private static boolean answers(String page) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(page)).timeout(Duration.ofSeconds(2)).build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  /**
   * Ends what was started.
   *
   * @return false if nothing ran
   */
  boolean stop() {
    Optional<WatchState> state = state();
    boolean ran = false;
    for (ProcessId process :
        state.map(of -> List.of(of.prometheus(), of.alertmanager())).orElse(List.of())) {
      Optional<ProcessHandle> alive = process.alive();
      ran |= alive.isPresent();
      alive.ifPresent(ProcessEnd::end);
    }
    try {
      Files.deleteIfExists(stateFile());
    } catch (IOException e) {
      throw CommandFailure.failed("must be writable: " + folder);
    }
    return ran;
  }
}
