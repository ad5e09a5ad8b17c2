package lumen.watch.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl probe}: an endpoint of metrics, scraped a number of times. */
@Command(
    name = "probe",
    description = "Scrapes an endpoint one time after another, and tells how long it took.")
public final class ProbeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int MOST = 10_000;
  private static final int MOST_RATE = 1_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      defaultValue = "http://127.0.0.1:9310/metrics_fusion",
      description = "Endpoint [${DEFAULT-VALUE}].")
  private URI url;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "50",
      description = "How often [${DEFAULT-VALUE}].")
  private int count;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Scrapes a second; 0: one after another [${DEFAULT-VALUE}].")
  private double rate;

  @Option(
      names = "--p95-ms",
      paramLabel = "MS",
      defaultValue = "150",
      description = "Fail where the 95th percentile is above this [${DEFAULT-VALUE}].")
  private double limitMs;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (count < 1 || count > MOST) {
      throw CommandFailure.usage("must be in 1..%d: --count %d".formatted(MOST, count));
    }
    if (!(rate >= 0 && rate <= MOST_RATE)) {
      throw CommandFailure.usage("must be in 0..%d: --rate %s".formatted(MOST_RATE, rate));
    }
    ScrapeTimes times = scrape();
    if (json) {
      spec.commandLine().getOut().println(Json.text(times));
    } else {
      spec.commandLine()
          .getOut()
          .printf(
              "%d scrapes of %s: mean %.1f ms, p95 %.1f ms, max %.1f ms, %d bytes%n",
              times.scrapes(), url, times.meanMs(), times.p95Ms(), times.maxMs(), times.bytes());
    }
    if (times.p95Ms() > limitMs) {
      throw CommandFailure.failed(
          "p95 must be at most %s ms: %.1f ms of %s".formatted(limitMs, times.p95Ms(), url));
    }
    return ExitCode.OK;
  }

  private long due(long first, int number) {
    long at = first + Math.round(number / rate * 1e9);
    for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return at;
  }

  private ScrapeTimes scrape() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    List<Double> millis = new ArrayList<>();
    int bytes = 0;
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
      long first = System.nanoTime();
      for (int i = 0; i < count; i++) {
        // A scrape that is held up makes those behind it late: they count from when they were due.
        long begun = rate > 0 ? due(first, i) : System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        millis.add((System.nanoTime() - begun) / 1e6);
        if (answer.statusCode() != OK) {
          throw CommandFailure.failed(
              "must answer 200: %s answered %d".formatted(url, answer.statusCode()));
        }
        bytes = answer.body().length;
      }
    } catch (IOException e) {
      throw CommandFailure.unreachable("must answer within 5 s: " + url + " does not");
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("must be an http address: " + url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted after %d scrapes".formatted(millis.size()));
    }
    return ScrapeTimes.of(millis, bytes);
  }
}
