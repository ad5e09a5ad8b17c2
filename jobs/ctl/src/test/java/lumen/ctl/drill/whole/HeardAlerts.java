package lumen.ctl.drill.whole;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import lumen.terminal.Json;

/** Takes what Alertmanager delivers, and remembers when. Times are of {@link System#nanoTime}. */
final class HeardAlerts implements AutoCloseable {
  private static final ServerLimits LIMITS =
      new ServerLimits(
          4, 32, 1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

  /**
   * One alert as it was delivered.
   *
   * @param begun when it began to fire, seconds since the epoch, as Prometheus tells
   * @param firing else it is over
   */
  record Heard(long nanos, String name, Map<String, String> labels, double begun, boolean firing) {
    String severity() {
      return labels.getOrDefault("severity", "");
    }

    @Override
    public String toString() {
      return name + (firing ? "" : " (resolved)") + " " + labels.getOrDefault("tenant", "");
    }
  }

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<Long> beats = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;

  HeardAlerts() throws IOException {
    server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            LIMITS,
            new Service(
                "alerts",
                ProgramsOnly::new,
                Reply::text,
                Routes.none(Reply::text)
                    .and("POST", "/alerts", this::take)
                    .and("POST", "/heartbeat", this::beat)));
    server.start();
  }

  private CompletableFuture<Reply> beat(Request request) {
    beats.add(System.nanoTime());
    return CompletableFuture.completedFuture(Reply.text(200, "heard"));
  }

  private CompletableFuture<Reply> take(Request request) throws IOException {
    long now = System.nanoTime();
    try {
      for (JsonNode alert : Json.mapper().readTree(request.body()).path("alerts")) {
        Map<String, String> labels = new TreeMap<>();
        alert
            .path("labels")
            .properties()
            .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
        boolean firing = alert.path("status").asText().equals("firing");
        double begun = seconds(alert.path("startsAt").asText());
        heard.add(new Heard(now, labels.getOrDefault("alertname", "?"), labels, begun, firing));
      }
    } catch (JacksonException | DateTimeParseException e) {
      heard.add(new Heard(now, "no JSON", Map.of(), DrillStep.now(), true));
    }
    return CompletableFuture.completedFuture(Reply.text(200, "heard"));
  }

  private static double seconds(String moment) {
    return OffsetDateTime.parse(moment).toInstant().toEpochMilli() / 1e3;
  }

  int port() {
    return server.port();
  }

  /** All that was delivered since, oldest first. */
  List<Heard> since(long nanos) {
    return heard.stream().filter(one -> one.nanos() >= nanos).toList();
  }

  /**
   * Seconds from then to the first delivery of a firing alert; NaN if there is none.
   *
   * @param begun when it may have begun at the earliest, seconds since the epoch
   */
  double firing(String name, long since, double begun) {
    return seconds(name, since, begun, true);
  }

  /** Seconds from then to the first word that it is over; NaN if there is none. */
  double resolved(String name, long since, double begun) {
    return seconds(name, since, begun, false);
  }

  private double seconds(String name, long since, double begun, boolean firing) {
    return since(since).stream()
        .filter(one -> one.name().equals(name) && one.firing() == firing)
        .filter(one -> one.begun() >= begun)
        .mapToDouble(one -> (one.nanos() - since) / 1e9)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Seconds since the heart was heard last. */
  double sinceBeat() {
    return beats.isEmpty() ? Double.NaN : (System.nanoTime() - beats.get(beats.size() - 1)) / 1e9;
  }

  @Override
  public void close() {
    server.close();
  }
}
