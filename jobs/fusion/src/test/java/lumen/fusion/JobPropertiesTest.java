package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the whole job, whatever happens to it on the way. */
class JobPropertiesTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final long SEED = 20_260_101;

  /** How far the source may run ahead of what a test does to its job. */
  private static final long HOLD_AFTER = 60;

  /** When commands fix the noise of the filters, give it, and let it be learnt again. */
  private static final long FIXED_S = 60;

  private static final long GIVEN_S = 80;
  private static final long LEARNT_S = 95;

  private static final String WITH_NOW =
      ShortWindows.FUSION + "now: {enabled: true, min_trained_s: 10, forget_s: 60}\n";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir static Path work;

  private static LumenSettings settings;
  private static SeededRecording recording;
  private static Path file;
  private static Path control;
  private static JobOutput undisturbed;

  /** What the metrics told last. */
  private static Map<String, Double> gauges;

  private static Map<String, Double> counters;

  @BeforeAll
  static void replayUndisturbed() throws Exception {
    System.out.println("seed of the recording: " + SEED);
    settings = SettingsLoader.load(ShortWindows.write(work.resolve("config"), WITH_NOW));
    recording = SeededRecording.of(SEED);
    file = recording.write(work.resolve("rec/rec.ndjson"));
    control = commands(0, work.resolve("control.ndjson"));
    JobRun first = run("undisturbed");
    undisturbed = first.play(file);
    gauges = first.gauges();
    counters = first.counters();
    assertThat(gauges.keySet())
        .contains("fusion_coherence_level/a", "bridge_state/a", "ure_hz/a", "fusion_nis/b/left/x")
        .contains("fusion_now_mode/a", "fusion_now_plv/b/left/x");
    assertThat(counters.get("evidence_quote_count/a")).isPositive();
    assertThat(undisturbed.behindWatermark()).isZero();
    assertThat(undisturbed.framesOf("a").toString())
        .contains("\"fused\"", "\"ure_only\"", "\"sensors_only\"", "\"none\"");
    assertThat(undisturbed.framesOf("b")).hasSizeGreaterThan(5 * SeededRecording.SECONDS);
    assertThat(undisturbed.late()).hasSizeGreaterThan(20);
    assertThat(undisturbed.rejects()).hasSize(3);
    assertThat(undisturbed.facts()).hasSize(2);
    assertThat(undisturbed.duplicates()).containsKeys("left", "belt", "right");
    assertThat(undisturbed.control().toString()).contains("\"E1\"", "\"E2\"");
    assertThat(undisturbed.evidence().toString())
        .contains("\"kind\":\"state\"", "\"kind\":\"failover\"", "\"kind\":\"quote\"");
    assertThat(undisturbed.channels().toString()).contains("\"lag\":0.", "\"lag\":-0.");
    assertThat(undisturbed.now()).hasSizeGreaterThan(10 * SeededRecording.SECONDS);
    assertThat(undisturbed.now().toString())
        .contains("\"fused\"", "\"ure_only\"", "\"sensors_only\"", "\"none\"", "\"order\":0.9");
  }

  private static JobRun run(String name) {
    return new JobRun(CLUSTER, work.resolve(name), settings).control(control);
  }

  /**
   * What an operator orders: at first noise is learnt, then it is fixed, then given, then learnt.
   */
  private static Path commands(long laterS, Path to) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String tenant : List.of("a", "b")) {
      lines.add(adapt(tenant, laterS + FIXED_S, "\"fixed\""));
      lines.add(adapt(tenant, laterS + GIVEN_S, "\"fixed\",\"q\":0.004"));
      lines.add(adapt(tenant, laterS + LEARNT_S, "\"innovation\""));
    }
    return Files.write(to, lines);
  }

  private static String adapt(String tenant, long s, String mode) {
    return "{\"id\":\"%s\",\"author\":\"ann\",\"tenant\":\"%s\",\"effective_ts\":%d.25,\"type\":\"adapt\",\"mode\":%s}"
        .formatted(mode.replace("\"", ""), tenant, SeededRecording.T0_S + s, mode);
  }

  /** The noise of tenant b's channels, one text for each second in which it is the same. */
  private static List<String> noise(JobOutput output, long fromS, long toS) {
    long horizon = settings.fusionSettings().horizonMicros();
    return output.channels().stream()
        .map(JobOutput::parse)
        .filter(line -> line.get("tenant").asText().equals("b"))
        .filter(
            line -> {
              long known = Math.round(line.get("ts").doubleValue() * 1e6) + horizon;
              return known > SeededRecording.at(fromS + 0.25)
                  && known <= SeededRecording.at((double) toS);
            })
        .map(line -> line.get("source").asText() + ' ' + line.get("q") + ' ' + line.get("r"))
        .distinct()
        .toList();
  }

  @Test
  void noiseIsFixedToTheBitFromTheMomentThatIsOrdered() {
    assertThat(noise(undisturbed, 30, FIXED_S)).hasSizeGreaterThan(50);
    List<String> fixed = noise(undisturbed, FIXED_S, GIVEN_S);
    assertThat(fixed).hasSize(2);
    List<String> given = noise(undisturbed, GIVEN_S, LEARNT_S);
    assertThat(given).hasSize(2).allMatch(noise -> noise.contains(" 0.004 "));
    assertThat(given.get(0)).endsWith(fixed.get(0).substring(fixed.get(0).lastIndexOf(' ')));
    assertThat(noise(undisturbed, LEARNT_S, SeededRecording.SECONDS)).hasSizeGreaterThan(4);
    assertThat(undisturbed.evidence().toString())
        .contains("\"mode\":\"fixed\",\"q\":0.004", "\"mode\":\"innovation\"");
  }

  private static void assertUndisturbed(JobOutput output) {
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
    assertThat(output.channels()).isEqualTo(undisturbed.channels());
    assertThat(output.now()).isEqualTo(undisturbed.now());
    assertThat(output.control()).isEqualTo(undisturbed.control());
    assertThat(output.evidence()).isEqualTo(undisturbed.evidence());
    assertThat(output.rejects()).isEqualTo(undisturbed.rejects());
    assertThat(output.late()).isEqualTo(undisturbed.late());
    assertThat(output.facts()).isEqualTo(undisturbed.facts());
    assertThat(List.copyOf(output.accounts())).isEqualTo(List.copyOf(undisturbed.accounts()));
    assertThat(output.duplicates()).isEqualTo(undisturbed.duplicates());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void parallelismChangesNoByte(int parallelism) throws Exception {
    JobRun run = run("parallel-" + parallelism).parallelism(parallelism);
    assertUndisturbed(run.play(file));
    assertThat(run.gauges()).isEqualTo(gauges);
    assertThat(run.counters()).isEqualTo(counters);
  }

  @Test
  void withoutFiguresOfNowEveryOtherByteIsTheSame() throws Exception {
    LumenSettings without = ShortWindows.settings(work.resolve("config-without-now"));
    JobRun run = new JobRun(CLUSTER, work.resolve("without-now"), without).control(control);
    JobOutput output = run.play(file);
    assertThat(output.now()).isEmpty();
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
    assertThat(output.channels()).isEqualTo(undisturbed.channels());
    assertThat(output.control()).isEqualTo(undisturbed.control());
    assertThat(output.evidence()).isEqualTo(undisturbed.evidence());
    Map<String, Double> others = new TreeMap<>(gauges);
    others.keySet().removeIf(name -> name.startsWith("fusion_now_"));
    assertThat(run.gauges()).isEqualTo(others);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void cutsOfBlocksAndWithheldWatermarksChangeNoByte(long seed) throws Exception {
    assertUndisturbed(run("cut-" + seed).cut(seed).play(file));
  }

  @Test
  void paceChangesNoByte() throws Exception {
    JobRun run = run("paced").speed(60);
    assertUndisturbed(run.play(file));
    assertThat(run.gauges()).isEqualTo(gauges);
    assertThat(run.counters()).isEqualTo(counters);
  }

  @Test
  void lossOfTheTaskManagerChangesNoByte() throws Exception {
    Random random = new Random(SEED);
    JobRun run = run("killed").speed(25);
    RecutSource.holdAfter(HOLD_AFTER);
    JobID job = run.start(file);
    for (int kill = 1; kill <= 3; kill++) {
      goOn(job, 5 + random.nextInt(30));
      CLUSTER.replaceTaskManager();
      int restores = kill;
      await().atMost(PATIENCE).until(() -> CLUSTER.restores(job) == restores);
    }
    RecutSource.release();
    CLUSTER.await(job);
    assertUndisturbed(run.output());
    assertThat(run.gauges()).isEqualTo(gauges);
  }

  /** Waits for a checkpoint, and then until the source has gone on by so many chunks. */
  private static void goOn(JobID job, long chunks) {
    await().atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    long at = RecutSource.chunks() + chunks;
    RecutSource.holdAfter(chunks + HOLD_AFTER);
    await().atMost(PATIENCE).until(() -> RecutSource.chunks() >= at);
  }

  @AfterEach
  void release() {
    RecutSource.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void stopAndResumeWithAnotherParallelismChangesNoByte(int parallelism) throws Exception {
    Random random = new Random(parallelism);
    JobRun run = run("stopped-" + parallelism).speed(40);
    RecutSource.holdAfter(HOLD_AFTER);
    JobID job = run.start(file);
    goOn(job, 5 + random.nextInt(40));
    String savepoint = CLUSTER.stop(job, run.folder().resolve("savepoints"));
    JobOutput before = run.output();
    assertThat(before.frames()).hasSizeLessThan(undisturbed.frames().size());
    RecutSource.release();
    assertUndisturbed(run.parallelism(parallelism).speed(0).resume(savepoint, file));
  }

  @Test
  void shiftByWindowsShiftsTheFramesAndNothingElse() throws Exception {
    int windows = 4321;
    long seconds = (long) windows * ShortWindows.WINDOW_S;
    Path later = recording.later(seconds).write(work.resolve("later/rec.ndjson"));
    Path told = commands(seconds, work.resolve("later/control.ndjson"));
    JobOutput output = run("later").control(told).play(later);
    assertThat(output.frames()).hasSameSizeAs(undisturbed.frames());
    for (int i = 0; i < output.frames().size(); i++) {
      assertThat(output.frames().get(i)).isEqualTo(shifted(undisturbed.frames().get(i), seconds));
    }
    assertThat(output.now())
        .isEqualTo(undisturbed.now().stream().map(line -> shifted(line, seconds)).toList());
    assertThat(shiftedBack(output.control(), seconds)).isEqualTo(undisturbed.control());
    assertThat(shiftedBack(output.evidence(), seconds)).isEqualTo(undisturbed.evidence());
    assertThat(output.duplicates()).isEqualTo(undisturbed.duplicates());
  }

  /** Lines with their times moved back; an id ends in its time. */
  private static List<String> shiftedBack(List<String> lines, long seconds) {
    return lines.stream()
        .map(
            line -> {
              double ts = JobOutput.parse(line).get("ts").doubleValue();
              long micros = Math.round(ts * 1e6);
              long back = micros - seconds * 1_000_000;
              return line.replace("\"ts\":" + plain(ts), "\"ts\":" + plain(back / 1e6))
                  .replace("/" + micros + "\"", "/" + back + "\"");
            })
        .toList();
  }

  private static String shifted(String frame, long seconds) {
    double ts = JobOutput.parse(frame).get("ts").doubleValue();
    long grid = JobOutput.parse(frame).get("grid").longValue();
    double shifted = (grid + seconds * 5) / 5.0;
    return frame
        .replace("\"ts\":" + plain(ts), "\"ts\":" + plain(shifted))
        .replace("\"grid\":" + grid, "\"grid\":" + (grid + seconds * 5));
  }

  private static String plain(double seconds) {
    String text = java.math.BigDecimal.valueOf(seconds).toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  @Test
  void anotherChannelInOneTenantChangesNoByteOfAnother() throws Exception {
    Path more = recording.withAnotherChannel(5).write(work.resolve("more/rec.ndjson"));
    JobOutput output = run("more").play(more);
    assertThat(output.framesOf("b")).isEqualTo(undisturbed.framesOf("b"));
    assertThat(output.framesOf("a")).isNotEqualTo(undisturbed.framesOf("a"));
  }

  @Test
  void powerOfTwoOnOneOfTwoChannelsChangesNoByte() throws Exception {
    Path scaled = recording.scaled("b", "right", 8).write(work.resolve("scaled/rec.ndjson"));
    JobOutput output = run("scaled").play(scaled);
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
    assertThat(output.now()).isEqualTo(undisturbed.now());
  }

  @Test
  void orderInWhichFilesAreNamedChangesNoByte() throws Exception {
    Path one =
        recording.only(line -> line.arrival() % 3 != 0).write(work.resolve("two/one.ndjson"));
    Path two =
        recording.only(line -> line.arrival() % 3 == 0).write(work.resolve("two/two.ndjson"));
    JobOutput there = run("one-two").play(one, two);
    JobOutput back = run("two-one").play(two, one);
    assertThat(there.frames()).isEqualTo(back.frames()).isNotEmpty();
    assertThat(there.channels()).isEqualTo(back.channels());
    assertThat(there.now()).isEqualTo(back.now()).isNotEmpty();
    assertThat(there.control()).isEqualTo(back.control()).isNotEmpty();
    assertThat(there.evidence()).isEqualTo(back.evidence()).isNotEmpty();
    assertThat(there.duplicates()).isEqualTo(back.duplicates());
    assertThat(there.behindWatermark() + back.behindWatermark()).isZero();
  }
}
