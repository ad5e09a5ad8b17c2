package lumen.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.http.Reply;
import lumen.serve.live.LiveFeed;
import lumen.serve.watch.PageWatch;
import lumen.serve.watch.TaskCount;
import lumen.serve.watch.TaskWatch;

/** Whether data flows: metrics are new, frames are new, and all tasks run. */
final class Readiness {
  /** Oldest scrape that still tells of now, in seconds. */
  static final double SCRAPE_SECONDS = 5;

  private static final double FRAME_SECONDS = 30;
  private static final double TASK_SECONDS = 10;
  private static final int RETRY_SECONDS = 5;

  /**
   * One thing that must hold.
   *
   * @param name what is looked at
   * @param ageSeconds of what was seen, if anything was
   * @param hint what would be right; empty where it is
   */
  record Check(String name, boolean ok, Optional<Double> ageSeconds, String hint) {}

  private final List<PageWatch> pages;
  private final TaskWatch tasks;
  private final LiveFeed live;
  private final InstantSource clock;

  Readiness(List<PageWatch> pages, TaskWatch tasks, LiveFeed live, InstantSource clock) {
    this.pages = List.copyOf(pages);
    this.tasks = tasks;
    this.live = live;
    this.clock = clock;
  }

  /** All of them, in a fixed order. */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (PageWatch page : pages) {
      if (!page.page().optional()) {
        checks.add(scrape(page));
      }
    }
    checks.add(frames());
    checks.add(tasks());
    return checks;
  }

  private static Check scrape(PageWatch page) {
    Optional<Double> age = page.ageSeconds();
    boolean ok = age.filter(seconds -> seconds <= SCRAPE_SECONDS).isPresent();
    String hint =
        ok
            ? ""
            : "metrics must be at most 5 s old: "
                + (page.trouble().isEmpty() ? "the last poll is under way" : page.trouble());
    return new Check("scrape_" + page.page().name(), ok, age, hint);
  }

  private Check frames() {
    Optional<Double> age =
        live.newestFrameMillis().map(millis -> Math.max(0, clock.millis() - millis) / 1e3);
    boolean ok = age.filter(seconds -> seconds <= FRAME_SECONDS).isPresent();
    String hint =
        age.isEmpty()
            ? "a job must make frames: start one with `lumenctl run`"
            : "the newest frame must be at most 30 s old: look whether the sensors send";
    return new Check("frames", ok, age, ok ? "" : hint);
  }

  private Check tasks() {
    Optional<Double> age = tasks.ageSeconds();
    Optional<TaskCount> count = tasks.newest();
    boolean ok =
        age.filter(seconds -> seconds <= TASK_SECONDS).isPresent()
            && count.filter(TaskCount::allRun).isPresent();
    String hint = ok ? "" : taskHint(count);
    return new Check("tasks", ok, age, hint);
  }

  private String taskHint(Optional<TaskCount> count) {
    if (count.isEmpty() || !tasks.trouble().isEmpty()) {
      return "the cluster must answer: " + tasks.trouble();
    }
    if (count.get().jobs() == 0) {
      return "a job must run: start one with `lumenctl run`";
    }
    return "all tasks must run: %d of %d do".formatted(count.get().running(), count.get().total());
  }

  /** 200, or 503 for as long as one thing does not hold. */
  Reply answer() {
    List<Check> checks = checks();
    boolean ready = checks.stream().allMatch(Check::ok);
    Reply reply =
        JsonReplies.object(
            ready ? 200 : 503,
            json -> {
              json.writeBooleanField("ready", ready);
              write(json, checks);
            });
    return ready ? reply : reply.with("Retry-After", Integer.toString(RETRY_SECONDS));
  }

  /** Writes {@code checks}. */
  static void write(JsonGenerator json, List<Check> checks) throws IOException {
    json.writeArrayFieldStart("checks");
    for (Check check : checks) {
      json.writeStartObject();
      json.writeStringField("name", check.name());
      json.writeBooleanField("ok", check.ok());
      if (check.ageSeconds().isPresent()) {
        json.writeNumberField("age_s", check.ageSeconds().get());
      } else {
        json.writeNullField("age_s");
      }
      json.writeStringField("hint", check.hint());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
