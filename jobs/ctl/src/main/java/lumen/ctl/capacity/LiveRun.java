package lumen.ctl.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import lumen.cluster.JobEnd;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.CheckpointSums;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobMetrics;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RunResults;
import lumen.ctl.replay.StopOnInterrupt;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.Belongings;

/**
 * Runs the job live under a load on the session cluster, and watches it once a second as little as
 * it can: every question for the chains of a job has the JobManager fetch all metrics.
 */
final class LiveRun {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PRESSURE_SECONDS = 10;
  private static final int SPANS = 5;

  /** So long the job runs between two kills: several checkpoints are completed. */
  private static final long BETWEEN_KILLS_SECONDS = 20;

  private static final long LOST_SECONDS = 120;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** From the first event to the first frames: windows fill. */
  private static final double SETTLE_SECONDS = 20;

  private final SessionCluster cluster;
  private final OutputFolder folder;
  private final URI metrics;
  private final boolean overwrite;
  private final FolderLock lock;
  private final BiConsumer<String, Double> progress;

  /**
   * @param folder of the outputs and the settings
   * @param metrics what is scraped
   * @param overwrite whether what no run wrote may be replaced
   * @param progress told what is being done, and the share that is done
   */
  LiveRun(
      SessionCluster cluster,
      OutputFolder folder,
      URI metrics,
      boolean overwrite,
      FolderLock lock,
      BiConsumer<String, Double> progress) {
    this.cluster = cluster;
    this.folder = folder;
    this.metrics = metrics;
    this.overwrite = overwrite;
    this.lock = lock;
    this.progress = progress;
  }

  /** Runs it from the job's start to its end. */
  LiveMeasure measure(LiveLoad load) throws IOException {
    Path config = folder.file("load-config");
    folder.prepare(Belongings.none(), overwrite);
    try (StopOnInterrupt interrupts = StopOnInterrupt.of(cluster, folder.root());
        TickEar ear = TickEar.listen()) {
      LoadRoom room = LoadRoom.write(config, load, ear.port());
      if (load.mix().contains(LoadWay.KAFKA)) {
        LoadTopics.make(load.bootstrap(), LoadRoom.EVENTS);
      }
      LoadRequest request = new LoadRequest(config, folder.root(), cluster.slots());
      Endpoints.require(request.arguments(), false);
      String id = interrupts.submitted(ClusterRun.submit(cluster, request, lock));
      try {
        cluster.awaitStarted(id);
        Watched watched = watch(load, room, id);
        new JobEnd(cluster, id).drain();
        cluster.forget(id);
        lock.ended();
        return measure(load, watched, config, ear.packets());
      } catch (IOException | CommandFailure e) {
        cluster.rest().cancel(id);
        cluster.forget(id);
        throw e;
      }
    }
  }

  /** What is known before the job has ended. */
  private record Watched(
      double seconds,
      ProcessUse taskManager,
      List<Double> cpuSpans,
      ProcessUse jobManager,
      LoadSent sent,
      FrameDelays frames,
      ScrapeLoop.Scrapes scrapes,
      double backPressured,
      CheckpointSums checkpoints,
      List<Double> recoveries) {}

  private Watched watch(LiveLoad load, LoadRoom room, String id) throws IOException {
    JobMetrics asked = new JobMetrics(cluster.restUrl());
    double delay = knownDelay(room.config(), load);
    try (FrameWatch frames = FrameWatch.begin(load.bootstrap(), LoadRoom.FRAMES);
        LoadFeed feed = LoadFeed.begin(load, room)) {
      settle(load, delay);
      frames.count();
      ProcessLoad taskManager = new ProcessLoad(cluster.taskManagerPid());
      ProcessLoad jobManager = new ProcessLoad(cluster.jobManagerPid());
      PressureMeans pressures = new PressureMeans();
      long begun = System.nanoTime();
      double seconds = 60 * load.minutes();
      ScrapeLoop.Scrapes scraped;
      try (ScrapeLoop scrapes = ScrapeLoop.begin(metrics, load.scrapes())) {
        for (long second = 1; (second - 1) < seconds; second++) {
          pauseUntil(begun + second * SECOND_NANOS);
          taskManager.sample();
          jobManager.sample();
          if (second % PRESSURE_SECONDS == 0) {
            detail(id).map(asked::pressures).ifPresent(pressures::add);
          }
          progress.accept("measuring", Math.min(1, second / seconds));
        }
        scraped = scrapes.scrapes();
      }
      double took = (System.nanoTime() - begun) / 1e9;
      FrameDelays delays = frames.delays(delay);
      CheckpointSums checkpoints = asked.checkpoints(id, System.currentTimeMillis());
      double backPressured = pressures.highestBackPressure();
      List<Double> recoveries = new ArrayList<>();
      for (int kill = 0; kill < load.kills(); kill++) {
        progress.accept("killing", (double) kill / load.kills());
        recoveries.add(recovery(frames));
      }
      LoadSent sent = feed.end();
      return new Watched(
          took,
          taskManager.use(),
          taskManager.spans(SPANS),
          jobManager.use(),
          sent,
          delays,
          scraped,
          backPressured,
          checkpoints,
          recoveries);
    }
  }

  /** Kills the TaskManager; seconds until a frame can be read that was written after it. */
  private double recovery(FrameWatch frames) {
    pauseUntil(System.nanoTime() + BETWEEN_KILLS_SECONDS * SECOND_NANOS);
    long killedMillis = System.currentTimeMillis();
    long killed = System.nanoTime();
    cluster.killTaskManager();
    while (frames.newestMillis() <= killedMillis) {
      if (System.nanoTime() - killed > LOST_SECONDS * SECOND_NANOS) {
        throw CommandFailure.failed(
            "a frame must come within %d s of the loss of the TaskManager: none did"
                .formatted(LOST_SECONDS));
      }
      pauseUntil(System.nanoTime() + POLL_NANOS);
    }
    return (System.nanoTime() - killed) / 1e9;
  }

  private void settle(LiveLoad load, double delay) {
    double seconds = Math.max(SETTLE_SECONDS + delay, 60 * load.warmUpMinutes());
    long begun = System.nanoTime();
    for (long second = 1; second <= seconds; second++) {
      pauseUntil(begun + second * SECOND_NANOS);
      progress.accept("warming up", second / seconds);
    }
  }

  private Optional<JobDetail> detail(String id) {
    return cluster.rest().job(id).filter(job -> job.status().healthy());
  }

  /**
   * What a frame waits for by its settings, seconds: that its step is final, and that no input may
   * still bring an event of its time. A topic is judged as a recording is.
   */
  private static double knownDelay(Path config, LiveLoad load) {
    LumenSettings settings = SettingsLoader.load(config);
    double horizon = settings.fusionSettings().horizonMicros() / 1e6;
    double line = settings.fusion().time().liveOutOfOrdernessMs() / 1e3;
    if (load.mix().contains(LoadWay.KAFKA)) {
      line = Math.max(line, settings.fusion().time().replayOutOfOrdernessMs() / 1e3);
    }
    return horizon + line;
  }

  private LiveMeasure measure(LiveLoad load, Watched watched, Path config, long ticks)
      throws IOException {
    JsonNode streams =
        new RunResults(folder, Optional.of(config)).write(watched.seconds()).path("streams");
    return new LiveMeasure(
        load,
        watched.seconds(),
        watched.taskManager(),
        watched.cpuSpans(),
        watched.jobManager(),
        watched.sent(),
        total(streams, "received"),
        total(streams, "late") + total(streams, "dropped") + total(streams, "rejected"),
        watched.frames(),
        watched.scrapes(),
        watched.backPressured(),
        watched.checkpoints(),
        ticks,
        watched.recoveries());
  }

  private static long total(JsonNode streams, String count) {
    long sum = 0;
    for (JsonNode stream : streams) {
      sum += stream.path(count).asLong();
    }
    return sum;
  }

  private static void pauseUntil(long nanos) {
    try {
      long left = nanos - System.nanoTime();
      if (left > 0) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }
}
