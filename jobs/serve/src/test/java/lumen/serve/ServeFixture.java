package lumen.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lumen.cluster.job.JobStatus;
import lumen.fixtures.RawHttp;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import lumen.serve.kept.Snapshots;
import lumen.serve.limit.RequestLimits;
import lumen.serve.limit.RequestRate;
import lumen.serve.live.LiveFigure;
import lumen.serve.watch.WatchedPage;

/** A server over raw sockets, and in front of it a job's page of metrics that the test writes. */
final class ServeFixture implements AutoCloseable {
  static final RequestRate MUCH = new RequestRate(10_000, 10_000);

  /** The page as the job serves it: every figure that the live page knows, of a heard bridge. */
  volatile String page =
      Arrays.stream(LiveFigure.values())
          .map(figure -> figure.metric() + "{tenant=\"a\"} " + firstOf(figure) + "\n")
          .collect(Collectors.joining());

  /** Whether the job's page answers 500. */
  volatile boolean broken;

  /** The alerts that fire. */
  volatile List<FiringAlert> firing = List.of();

  /** Tasks of the one job that run, of two. */
  volatile int running = 2;

  private final CountDownLatch never = new CountDownLatch(1);
  final AtomicInteger scrapes = new AtomicInteger();
  private final LoopbackServer job;
  private final LiveServer server;

  ServeFixture(Path folder, RequestLimits limits) throws IOException {
    Service service =
        new Service(
            "job",
            ProgramsOnly::new,
            Reply::text,
            Routes.none(Reply::text)
                .and("GET", "/", request -> CompletableFuture.completedFuture(scraped())));
    Duration time = Duration.ofSeconds(5);
    InetAddress here = InetAddress.getLoopbackAddress();
    job = LoopbackServer.open(here, 0, new ServerLimits(2, 16, 0, time, time, time), service);
    job.start();
    URI url = URI.create("http://" + job.address() + "/metrics");
    ServePlan plan =
        plan(
            folder,
            url,
            () -> List.of(new JobStatus("i", "j", "RUNNING", 0, 0, running, 0, 2)),
            limits,
            new WrittenVerdicts(() -> broken, () -> firing));
    server = LiveServer.start(plan, InstantSource.system());
  }

  private static ServePlan plan(
      Path folder,
      URI url,
      Supplier<List<JobStatus>> jobs,
      RequestLimits limits,
      Verdicts prometheus) {
    return new ServePlan(
        InetAddress.getLoopbackAddress(),
        0,
        List.of("stage.example"),
        ServeRoutes.METRICS.stream()
            .map(
                name ->
                    new WatchedPage(name, url, !name.equals("fusion") && !name.equals("bridge")))
            .toList(),
        jobs,
        Optional.of(folder.resolve("run")).filter(Files::isDirectory),
        new Snapshots(folder.resolve("savepoints"), folder.resolve("checkpoints")),
        limits,
        Optional.of(prometheus));
  }

  /** The routes of a server that watches nothing yet. */
  static ServeRoutes routes(Path folder) throws IOException {
    ServePlan plan =
        plan(
            folder,
            URI.create("http://127.0.0.1:1/"),
            List::of,
            unlimited(),
            new WrittenVerdicts(() -> false, List::of));
    InstantSource clock = InstantSource.system();
    return new ServeRoutes(plan, new Watch(plan, clock), clock);
  }

  static RequestLimits unlimited() {
    return new RequestLimits(MUCH, MUCH, new TreeMap<>(Map.of("b", new RequestRate(0.01, 1))));
  }

  private Reply scraped() {
    scrapes.incrementAndGet();
    return broken ? Reply.text(500, "broken") : Reply.text(200, page);
  }

  int port() {
    return server.port();
  }

  /** Asks for a path, as a program of this machine does. */
  String get(String target, String... more) throws IOException {
    return ask("GET", target, more);
  }

  String ask(String method, String target, String... more) throws IOException {
    String[] head = new String[more.length + 3];
    head[0] = method + " " + target + " HTTP/1.1";
    head[1] = "Host: localhost:" + port();
    head[2] = "Connection: close";
    System.arraycopy(more, 0, head, 3, more.length);
    return RawHttp.send(port(), "", head);
  }

  private static double firstOf(LiveFigure figure) {
    return switch (figure) {
      case COHERENCE -> 0.93;
      case STATE -> 2;
      default -> 0.5;
    };
  }

  /** Waits until a path tells of something, as the polls go on. */
  String untilSaid(String words, String target) throws IOException, InterruptedException {
    String answer = get(target);
    for (int i = 0; i < 300 && !answer.contains(words); i++) {
      boolean unused = never.await(100, TimeUnit.MILLISECONDS);
      answer = get(target);
    }
    return answer;
  }

  /** Waits until a path has a status, as the polls go on. */
  String until(int status, String target) throws IOException, InterruptedException {
    String answer = get(target);
    for (int i = 0; i < 200 && RawHttp.status(answer) != status; i++) {
      boolean unused = never.await(100, TimeUnit.MILLISECONDS);
      answer = get(target);
    }
    return answer;
  }

  @Override
  public void close() {
    server.close();
    job.close();
  }
}
