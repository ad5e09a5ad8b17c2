package lumen.serve;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import lumen.serve.live.LiveFeed;
import lumen.serve.watch.PageWatch;
import lumen.serve.watch.PlainSample;
import lumen.serve.watch.Scrape;
import lumen.serve.watch.TaskWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every page and the cluster once a second, and Prometheus every 5 s which alerts fire, each
 * in a thread of its own, so that one that does not answer holds up none of the others. Each new
 * scrape of the fusion's page makes a point of the live feed.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long EVERY_MILLIS = 1_000;
  private static final String FUSION = "fusion";

  private final List<PageWatch> pages = new ArrayList<>();
  private final TaskWatch tasks;
  private final FiringWatch alerts;
  private final LiveFeed live;
  private final InstantSource clock;
  private final ScheduledExecutorService threads;

  Watch(ServePlan plan, InstantSource clock) {
    this.clock = clock;
    plan.pages().forEach(page -> pages.add(new PageWatch(page, clock, LiveFeed::takes)));
    tasks = new TaskWatch(plan.jobs(), clock);
    alerts = new FiringWatch(plan.verdicts());
    live = new LiveFeed(clock.millis());
    threads =
        Executors.newScheduledThreadPool(
            pages.size() + 2,
            task -> {
              Thread thread = new Thread(task, "watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    pages.forEach(page -> repeat(EVERY_MILLIS, () -> look(page)));
    repeat(EVERY_MILLIS, tasks::poll);
    repeat(FiringWatch.EVERY_MILLIS, alerts::poll);
  }

  private void repeat(long everyMillis, Runnable look) {
    ScheduledFuture<?> unused =
        threads.scheduleAtFixedRate(
            () -> {
              try {
                look.run();
              } catch (RuntimeException e) {
                LOG.error("a look at the job failed; the next follows soon", e);
              }
            },
            0,
            everyMillis,
            TimeUnit.MILLISECONDS);
  }

  /** One poll of a page, and what follows from it. */
  void look(PageWatch page) {
    if (page.poll() && page.page().name().equals(FUSION)) {
      live.take(clock.millis(), samples());
    }
  }

  /** The samples of all pages that are of now. */
  private List<PlainSample> samples() {
    List<PlainSample> samples = new ArrayList<>();
    for (PageWatch page : pages) {
      boolean ofNow = page.ageSeconds().filter(age -> age <= Readiness.SCRAPE_SECONDS).isPresent();
      if (ofNow) {
        samples.addAll(page.newest().map(Scrape::samples).orElse(List.of()));
      }
    }
    return samples;
  }

  List<PageWatch> pages() {
    return List.copyOf(pages);
  }

  /** The watch of a page, if it is watched. */
  Optional<PageWatch> page(String name) {
    return pages.stream().filter(page -> page.page().name().equals(name)).findFirst();
  }

  TaskWatch tasks() {
    return tasks;
  }

  FiringWatch alerts() {
    return alerts;
  }

  LiveFeed live() {
    return live;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
