package lumen.serve;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lumen.http.Handler;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.http.Routes;
import lumen.serve.kept.Evidence;
import lumen.serve.kept.Snapshot;
import lumen.serve.watch.PageWatch;
import lumen.serve.watch.Scrape;

/** Which path answers what. */
final class ServeRoutes {
  /** The pages of metrics that have a path, whether they are watched or not. */
  static final List<String> METRICS = List.of("fusion", "bridge", "ure", "jobmanager");

  private static final String TEXT_004 = "text/plain; version=0.0.4; charset=utf-8";
  private static final int RETRY_SECONDS = 5;

  private final ServePlan plan;
  private final Watch watch;
  private final Readiness readiness;
  private final EvidenceAnswer evidence;
  private final VerdictAnswer verdicts;
  private final CountedRequests counted;
  private final InstantSource clock;

  ServeRoutes(ServePlan plan, Watch watch, InstantSource clock) throws IOException {
    this.plan = plan;
    this.watch = watch;
    this.clock = clock;
    readiness = new Readiness(watch.pages(), watch.tasks(), watch.live(), clock);
    evidence = new EvidenceAnswer(plan.run().map(Evidence::new));
    verdicts = new VerdictAnswer(plan.verdicts());
    counted = new CountedRequests(handlers().keySet());
  }

  /** Answers a request that has been let in, or refuses one of its parameters. */
  private interface Answer {
    Reply to(Request request) throws BadParameterException, IOException;
  }

  Routes routes() throws IOException {
    Routes routes = Routes.none(JsonReplies::error);
    for (Map.Entry<String, Handler> entry : handlers().entrySet()) {
      String path = entry.getKey();
      // A path that ends in a slash would stand for all below it, and is the last to be asked.
      Handler handler = path.equals("/") ? exactly(entry.getValue()) : entry.getValue();
      routes = routes.and(Routes.ANY, path.replace("{name}", ""), handler);
    }
    return routes;
  }

  /** What answers each path; "/" last. */
  Map<String, Handler> handlers() throws IOException {
    Map<String, Handler> handlers = new TreeMap<>(Comparator.reverseOrder());
    handlers.put("/healthz", of(ServeRoutes::healthy));
    handlers.put("/readyz", of(this::ready));
    handlers.put("/evidence/bundle", of(evidence::answer));
    handlers.put("/v1/snapshots", of(this::snapshots));
    handlers.put("/v1/live", of(this::live));
    handlers.put("/v1/slo", of(asked -> verdicts.objectives(asked)));
    handlers.put(VerdictAnswer.GATES + "{name}", of(asked -> verdicts.gate(asked)));
    handlers.put("/metrics_api", of(this::requests));
    METRICS.forEach(name -> handlers.put("/metrics_" + name, of(asked -> metrics(asked, name))));
    for (Map.Entry<String, Reply> file : PageFiles.replies().entrySet()) {
      handlers.put(file.getKey(), request -> CompletableFuture.completedFuture(file.getValue()));
    }
    return handlers;
  }

  private static Handler exactly(Handler handler) {
    return request ->
        request.path().equals("/")
            ? handler.answer(request)
            : CompletableFuture.completedFuture(JsonReplies.error(404, "no such path"));
  }

  private static Handler of(Answer answer) {
    return request -> answered(answer, request);
  }

  private static CompletionStage<Reply> answered(Answer answer, Request request)
      throws IOException {
    try {
      return CompletableFuture.completedFuture(answer.to(request));
    } catch (BadParameterException e) {
      return CompletableFuture.completedFuture(JsonReplies.error(400, e.getMessage()));
    }
  }

  /** Counts what is answered by these routes, and by who stands before them. */
  CountedRequests counted() {
    return counted;
  }

  private Reply requests(Request request) throws BadParameterException {
    Parameters.of(request.query(), Set.of());
    return counted.page();
  }

  private static Reply healthy(Request request) throws BadParameterException {
    Parameters.of(request.query(), Set.of());
    return JsonReplies.object(200, json -> json.writeBooleanField("alive", true));
  }

  private Reply ready(Request request) throws BadParameterException {
    Parameters.of(request.query(), Set.of());
    return readiness.answer();
  }

  private Reply metrics(Request request, String name) throws BadParameterException {
    Parameters.of(request.query(), Set.of());
    Optional<PageWatch> page = watch.page(name);
    if (page.isEmpty()) {
      return JsonReplies.notNow(
          503, 60, "the page " + name + " must be watched: it is not told of");
    }
    Optional<Double> age = page.get().ageSeconds();
    Optional<Scrape> scrape = page.get().newest();
    if (scrape.isEmpty() || age.isEmpty() || age.get() > Readiness.SCRAPE_SECONDS) {
      return JsonReplies.notNow(
          503, RETRY_SECONDS, "metrics must be at most 5 s old: " + page.get().trouble());
    }
    return new Reply(
        200,
        Map.of("Content-Type", TEXT_004, "Age", String.format(Locale.ROOT, "%.0f", age.get())),
        scrape.get().length(),
        scrape.get()::writeTo);
  }

  private Reply snapshots(Request request) throws BadParameterException, IOException {
    Parameters.of(request.query(), Set.of());
    List<Snapshot> all = plan.snapshots().all();
    return JsonReplies.object(
        200,
        json -> {
          json.writeArrayFieldStart("snapshots");
          for (Snapshot one : all) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeStringField("kind", one.kind());
            json.writeStringField("made", Instant.ofEpochMilli(one.made()).toString());
            json.writeNumberField("bytes", one.bytes());
            json.writeStringField("job", one.job());
            json.writeBooleanField("final", one.last());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private Reply live(Request request) throws BadParameterException {
    Parameters parameters = Parameters.of(request.query(), Set.of("after", "tenant"));
    long after = parameters.whole("after", 0, 0, Long.MAX_VALUE);
    Optional<String> tenant = parameters.text("tenant");
    List<Readiness.Check> checks = readiness.checks();
    return JsonReplies.object(
        200,
        json -> {
          watch.live().writeTo(json, after, tenant, clock.millis());
          watch.alerts().writeTo(json);
          json.writeBooleanField("evidence", plan.run().isPresent());
          json.writeBooleanField("ready", checks.stream().allMatch(Readiness.Check::ok));
          Readiness.write(json, checks);
        });
  }
}
