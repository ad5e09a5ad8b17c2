package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import lumen.fusion.settings.LumenSettings;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir static Path work;

  private static LumenSettings settings;
  private static SeededRecording recording;
  private static Path file;
  private static JobOutput undisturbed;

  @BeforeAll
  static void replayUndisturbed() throws Exception {
    System.out.println("seed of the recording: " + SEED);
    settings = ShortWindows.settings(work.resolve("config"));
    recording = SeededRecording.of(SEED);
    file = recording.write(work.resolve("rec/rec.ndjson"));
    undisturbed = new Run("undisturbed").play(file);
    assertThat(undisturbed.behindWatermark()).isZero();
    assertThat(undisturbed.framesOf("a").toString())
        .contains("\"fused\"", "\"ure_only\"", "\"sensors_only\"", "\"none\"");
    assertThat(undisturbed.framesOf("b")).hasSizeGreaterThan(5 * SeededRecording.SECONDS);
    assertThat(undisturbed.late()).hasSizeGreaterThan(20);
    assertThat(undisturbed.rejects()).hasSize(3);
    assertThat(undisturbed.facts()).hasSize(2);
    assertThat(undisturbed.duplicates()).containsKeys("left", "belt", "right");
    assertThat(undisturbed.channels().toString()).contains("\"lag\":0.", "\"lag\":-0.");
  }

  /** One way to run the job; what it writes goes to its own folder. */
  private static final class Run {
    private final Path folder;
    private int parallelism = 2;
    private double speed;
    private OptionalLong cutSeed = OptionalLong.empty();

    Run(String name) {
      folder = work.resolve(name);
    }

    Run parallelism(int n) {
      parallelism = n;
      return this;
    }

    Run speed(double x) {
      speed = x;
      return this;
    }

    Run cut(long seed) {
      cutSeed = OptionalLong.of(seed);
      return this;
    }

    private void build(StreamExecutionEnvironment env, Path... inputs) throws Exception {
      List<String> arguments = new ArrayList<>(List.of("--out", "unused"));
      arguments.addAll(List.of("--speed", Double.toString(speed)));
      for (Path input : inputs) {
        arguments.addAll(List.of("--input", input.toString()));
      }
      JobArguments parsed = JobArguments.parse(arguments.toArray(String[]::new));
      LumenJob.build(
          env,
          new JobSettings(settings, parallelism, true, false),
          Ports.files(
              RecutSource.of(ReplayPlan.source(parsed, settings), cutSeed), folder.resolve("out")));
    }

    JobID start(Path... inputs) throws Exception {
      StreamExecutionEnvironment env = EmbeddedCluster.environment(folder);
      build(env, inputs);
      return CLUSTER.submit(env);
    }

    JobOutput resume(String savepoint, Path... inputs) throws Exception {
      StreamExecutionEnvironment env = EmbeddedCluster.environment(folder, savepoint);
      build(env, inputs);
      CLUSTER.await(CLUSTER.submit(env));
      return output();
    }

    JobOutput play(Path... inputs) throws Exception {
      CLUSTER.await(start(inputs));
      return output();
    }

    JobOutput output() throws Exception {
      return JobOutput.read(folder.resolve("out"));
    }
  }

  private static void assertUndisturbed(JobOutput output) {
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
    assertThat(output.channels()).isEqualTo(undisturbed.channels());
    assertThat(output.rejects()).isEqualTo(undisturbed.rejects());
    assertThat(output.late()).isEqualTo(undisturbed.late());
    assertThat(output.facts()).isEqualTo(undisturbed.facts());
    assertThat(List.copyOf(output.accounts())).isEqualTo(List.copyOf(undisturbed.accounts()));
    assertThat(output.duplicates()).isEqualTo(undisturbed.duplicates());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void parallelismChangesNoByte(int parallelism) throws Exception {
    assertUndisturbed(new Run("parallel-" + parallelism).parallelism(parallelism).play(file));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void cutsOfBlocksAndWithheldWatermarksChangeNoByte(long seed) throws Exception {
    assertUndisturbed(new Run("cut-" + seed).cut(seed).play(file));
  }

  @Test
  void paceChangesNoByte() throws Exception {
    assertUndisturbed(new Run("paced").speed(60).play(file));
  }

  @Test
  void lossOfTheTaskManagerChangesNoByte() throws Exception {
    Random random = new Random(SEED);
    Run run = new Run("killed").speed(25);
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
  }

  /** Waits for a checkpoint, and then until the source has gone on by so many chunks. */
  private static void goOn(JobID job, long chunks) {
    await().atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    long at = RecutSource.polls() + chunks;
    RecutSource.holdAfter(chunks + HOLD_AFTER);
    await().atMost(PATIENCE).until(() -> RecutSource.polls() >= at);
  }

  @AfterEach
  void release() {
    RecutSource.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void stopAndResumeWithAnotherParallelismChangesNoByte(int parallelism) throws Exception {
    Random random = new Random(parallelism);
    Run run = new Run("stopped-" + parallelism).speed(40);
    RecutSource.holdAfter(HOLD_AFTER);
    JobID job = run.start(file);
    goOn(job, 5 + random.nextInt(40));
    String savepoint = CLUSTER.stop(job, run.folder.resolve("savepoints"));
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
    JobOutput output = new Run("later").play(later);
    assertThat(output.frames()).hasSameSizeAs(undisturbed.frames());
    for (int i = 0; i < output.frames().size(); i++) {
      assertThat(output.frames().get(i)).isEqualTo(shifted(undisturbed.frames().get(i), seconds));
    }
    assertThat(output.duplicates()).isEqualTo(undisturbed.duplicates());
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
    JobOutput output = new Run("more").play(more);
    assertThat(output.framesOf("b")).isEqualTo(undisturbed.framesOf("b"));
    assertThat(output.framesOf("a")).isNotEqualTo(undisturbed.framesOf("a"));
  }

  @Test
  void powerOfTwoOnOneOfTwoChannelsChangesNoByte() throws Exception {
    Path scaled = recording.scaled("b", "right", 8).write(work.resolve("scaled/rec.ndjson"));
    JobOutput output = new Run("scaled").play(scaled);
    assertThat(output.frames()).isEqualTo(undisturbed.frames());
  }

  @Test
  void orderInWhichFilesAreNamedChangesNoByte() throws Exception {
    Path one =
        recording.only(line -> line.arrival() % 3 != 0).write(work.resolve("two/one.ndjson"));
    Path two =
        recording.only(line -> line.arrival() % 3 == 0).write(work.resolve("two/two.ndjson"));
    JobOutput there = new Run("one-two").play(one, two);
    JobOutput back = new Run("two-one").play(two, one);
    assertThat(there.frames()).isEqualTo(back.frames()).isNotEmpty();
    assertThat(there.channels()).isEqualTo(back.channels());
    assertThat(there.duplicates()).isEqualTo(back.duplicates());
    assertThat(there.behindWatermark() + back.behindWatermark()).isZero();
  }
}
