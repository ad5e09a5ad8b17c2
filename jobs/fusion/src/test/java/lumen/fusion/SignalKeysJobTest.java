package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Angles, packets, onsets and coarse values through the whole job, whatever happens on the way. */
class SignalKeysJobTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int SECONDS = 80;
  private static final long HOLD_AFTER = 60;

  private static final String SENSORS =
      """
      sources:
        north: {angle: degrees}
        muse: {samples: packet}
        burst: {samples: packet, stamp: first, rate_hz: 25}
        beats: {interpolation: onset, onset: {missed: 1.6}}
        coarse: {min_distinct: 5}
      """;

  @TempDir static Path work;

  private static LumenSettings settings;
  private static Path recording;
  private static Path log;
  private static JobOutput undisturbed;

  private record Event(double s, String source, String value) {
    String line(String meta) {
      return String.format(
          Locale.ROOT,
          "{\"ts\":%s,\"source\":\"%s\",\"key\":\"x\",\"value\":%s,\"meta\":{\"tenant\":\"a\"%s}}",
          seconds(s),
          source,
          value,
          meta);
    }

    static String seconds(double s) {
      long micros = SeededRecording.at(s);
      return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }
  }

  @BeforeAll
  static void replayUndisturbed() throws Exception {
    Path config = ShortWindows.write(work.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), SENSORS);
    settings = SettingsLoader.load(config);
    List<Event> events = events();
    recording = Files.createDirectories(work.resolve("rec")).resolve("rec.ndjson");
    Files.write(recording, events.stream().map(event -> event.line("")).toList());
    log = logOf(events, work.resolve("rec.log.ndjson"));
    undisturbed = new JobRun(CLUSTER, work.resolve("undisturbed"), settings).play(recording);
    assertThat(undisturbed.behindWatermark()).isZero();
    assertThat(undisturbed.framesOf("a")).hasSizeGreaterThan(4 * SECONDS);
    assertThat(undisturbed.channels().toString())
        .contains("north", "muse", "burst", "beats", "coarse")
        .doesNotContain("x[0]");
    assertThat(undisturbed.duplicates().values())
        .as("samples of one stamp are no duplicates")
        .allMatch(count -> count == 0);
  }

  private static double breath(double s) {
    return StrictMath.sin(2 * Math.PI * 0.8 * s);
  }

  private static List<Event> events() {
    Random random = new Random(11);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < SECONDS * 25; i++) {
      double s = i / 25.0;
      double degrees = 20 * breath(s) + random.nextGaussian();
      events.add(new Event(s, "north", Double.toString((degrees + 360) % 360)));
      events.add(new Event(s + 0.003, "coarse", Integer.toString(random.nextInt(i < 900 ? 4 : 9))));
      int packet = i / 10;
      events.add(new Event(packet * 0.4, "burst", Double.toString(breath(s))));
    }
    for (int packet = 1; packet * 12 < SECONDS * 50; packet++) {
      double[] values = new double[12];
      for (int i = 0; i < 12; i++) {
        values[i] = breath(((packet - 1) * 12 + i + 1) / 50.0);
      }
      events.add(new Event(packet * 12 / 50.0, "muse", Arrays.toString(values)));
    }
    for (int beat = 1; beat < SECONDS; beat++) {
      if (beat % 9 != 0) {
        events.add(new Event(beat * 0.8 + 0.05 * random.nextDouble(), "beats", "1"));
      }
    }
    events.sort(Comparator.comparingDouble(Event::s));
    return events;
  }

  /** The same as a live job writes it down. */
  private static Path logOf(List<Event> events, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("{\"lumen\":\"log\",\"version\":1,\"out_of_orderness_us\":100000}");
    for (Event event : events) {
      String at = Event.seconds(event.s() + 0.005);
      lines.add(event.line(",\"stream\":\"osc\",\"at\":" + at));
    }
    return Files.write(file, lines);
  }

  private static void assertUndisturbed(JobOutput output) {
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
    assertThat(output.channels()).isEqualTo(undisturbed.channels());
    assertThat(output.evidence()).isEqualTo(undisturbed.evidence());
    assertThat(output.duplicates()).isEqualTo(undisturbed.duplicates());
  }

  @Test
  void whatWasHeardLiveGivesTheFramesOfTheRecording() throws Exception {
    JobOutput output = new JobRun(CLUSTER, work.resolve("log"), settings).play(log);
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
    assertThat(output.channels()).isEqualTo(undisturbed.channels());
  }

  @Test
  void cutsOfBlocksAndParallelismChangeNoByte() throws Exception {
    JobRun run = new JobRun(CLUSTER, work.resolve("cut"), settings).cut(3).parallelism(4);
    assertUndisturbed(run.play(recording));
  }

  @Test
  void stopAndResumeChangesNoByte() throws Exception {
    JobRun run = new JobRun(CLUSTER, work.resolve("stopped"), settings).speed(40);
    RecutSource.holdAfter(HOLD_AFTER);
    JobID job = run.start(recording);
    await().atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    long at = RecutSource.chunks() + 20;
    RecutSource.holdAfter(20 + HOLD_AFTER);
    await().atMost(PATIENCE).until(() -> RecutSource.chunks() >= at);
    String savepoint = CLUSTER.stop(job, run.folder().resolve("savepoints"));
    assertThat(run.output().frames()).hasSizeLessThan(undisturbed.frames().size());
    RecutSource.release();
    assertUndisturbed(run.parallelism(1).speed(0).resume(savepoint, recording));
  }

  @AfterEach
  void release() {
    RecutSource.release();
  }
}
