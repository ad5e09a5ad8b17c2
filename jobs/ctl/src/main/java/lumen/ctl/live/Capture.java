package lumen.ctl.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lumen.connectors.live.LogFolder;
import lumen.connectors.live.LogLines;
import lumen.ctl.replay.OutputFolder;
import lumen.event.LineTally;
import lumen.event.LogFormat;
import lumen.fusion.settings.LumenSettings;

/**
 * Packs the parts of the log that a live job commits with its checkpoints into a capture, and
 * removes them when what they were packed into is whole, so that a capture which is killed loses
 * nothing. What a job lost with an attempt was never committed, so a capture holds exactly what the
 * job's results were made of.
 */
final class Capture implements AutoCloseable {
  private static final long POLL_MILLIS = 500;

  /** A checkpoint commits what was captured before it; so long is waited for the last one. */
  private static final double LAST_COMMIT_S = 30;

  private final LiveJob job;
  private final OutputFolder folder;
  private final LogFolder log;
  private final boolean switchedOn;

  /** Parts of the job's log, with the part of the capture that they lie in. */
  private final Map<Path, Integer> packed = new LinkedHashMap<>();

  private volatile boolean ended;

  private Capture(LiveJob job, OutputFolder folder, LogFolder log, boolean switchedOn) {
    this.job = job;
    this.folder = folder;
    this.log = log;
    this.switchedOn = switchedOn;
  }

  /**
   * Begins to capture.
   *
   * @param run output folder of the job
   * @param out folder of the capture
   * @param settings the job's
   * @param config copy of the folder of these settings
   */
  static Capture begin(Path run, Path out, LumenSettings settings, ConfigCopy config)
      throws IOException {
    LiveJob job = LiveJob.of(run.toAbsolutePath().normalize());
    boolean already = job.status().map(s -> s.path("capturing").asBoolean()).orElse(false);
    OutputFolder folder = new OutputFolder(run.toAbsolutePath().normalize());
    boolean over = job.status().isEmpty() && !folder.parts("log").isEmpty();
    if (!already && !over) {
      job.beginCapture();
    }
    byte[] header = new LogLines().header(settings.time().liveOutOfOrdernessMicros());
    LogFolder log =
        LogFolder.open(
            out,
            LogTarget.rotation(settings),
            true,
            header,
            Map.of("made_by", "capture", "config", config.carryOut()));
    return new Capture(job, folder, log, !already && !over);
  }

  /** Has {@link #run} return soon. */
  void end() {
    ended = true;
  }

  /**
   * Packs what is committed until the time is over, it is ended, or the job has ended.
   *
   * @param seconds how long, 0: until ended
   */
  void run(double seconds) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!ended
        && (seconds == 0 || (System.nanoTime() - begun) / 1e9 < seconds)
        && job.status().isPresent()) {
      pack();
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /**
   * Ends the capture: the job stops handing on its log, and what is not committed yet is waited
   * for.
   *
   * @return lines by what they are
   */
  Map<String, Long> finish() throws IOException, InterruptedException {
    if (switchedOn) {
      job.endCapture();
    }
    if (switchedOn || job.status().isEmpty()) {
      awaitLastCommit();
    }
    pack();
    return log.counts();
  }

  /** Parts in progress carry a leading dot; when none is left, all is committed. */
  private void awaitLastCommit() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    while ((System.nanoTime() - begun) / 1e9 < LAST_COMMIT_S && inProgress()) {
      pack();
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean inProgress() throws IOException {
    Path parts = folder.file("log");
    if (!Files.isDirectory(parts)) {
      return false;
    }
    try (var entries = Files.list(parts)) {
      return entries.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("."));
    }
  }

  private void pack() throws IOException {
    List<Path> parts =
        folder.parts("log").stream().filter(part -> !packed.containsKey(part)).toList();
    for (Path part : inOrder(parts)) {
      log.lines(
          Files.readAllLines(part).stream()
              .map(line -> line.getBytes(StandardCharsets.UTF_8))
              .filter(line -> !LogFormat.isHeader(line, 0, line.length))
              .toList());
      packed.put(part, log.number());
    }
    log.flush();
    removeBefore(log.number());
  }

  /** Removes what lies in parts of the capture before this one: only these are safe. */
  private void removeBefore(int number) throws IOException {
    for (Map.Entry<Path, Integer> part : packed.entrySet()) {
      if (part.getValue() < number) {
        Files.deleteIfExists(part.getKey());
      }
    }
  }

  /** Each attempt of a job names its parts anew, so they are told apart by their arrivals. */
  private static List<Path> inOrder(List<Path> parts) throws IOException {
    Map<Path, Long> arrivals = new HashMap<>();
    for (Path part : parts) {
      arrivals.put(part, firstArrival(part));
    }
    return parts.stream().sorted(Comparator.comparing(arrivals::get)).toList();
  }

  private static long firstArrival(Path part) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(part)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long arrival = LineTally.of(line.getBytes(StandardCharsets.UTF_8)).arrivalMicros();
        if (arrival != LineTally.NO_ARRIVAL) {
          return arrival;
        }
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    log.close();
    removeBefore(Integer.MAX_VALUE);
  }
}
