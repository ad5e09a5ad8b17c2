package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint that is resumed with settings that shape state otherwise. */
class OtherSettingsJobTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long SEED = 77;

  /** A channel that begins anew has its first step within ten seconds. */
  private static final long JOINING_STEPS = 50;

  /** About a third of the recording. */
  private static final long CHUNKS_BEFORE = 4;

  private static final long WINDOW_STEPS = ShortWindows.WINDOW_S * 5L;

  @TempDir static Path work;

  private static LumenSettings others;
  private static Path file;
  private static JobOutput before;
  private static String savepoint;

  @BeforeAll
  static void stopUnderWay() throws Exception {
    LumenSettings settings = ShortWindows.settings(work.resolve("config"));
    others =
        SettingsLoader.load(
            ShortWindows.write(
                work.resolve("others"),
                ShortWindows.FUSION.replace("window_s: 8", "window_s: 5")
                    + "align: {kalman: {q: 2e-3}}\n"));
    file = SeededRecording.of(SEED).write(work.resolve("rec/rec.ndjson"));
    JobRun run = new JobRun(CLUSTER, work.resolve("first"), settings);
    RecutSource.holdAfter(CHUNKS_BEFORE);
    JobID job = run.start(file);
    await().atMost(PATIENCE).until(() -> hasFramesOfBoth(run));
    savepoint = CLUSTER.stop(job, run.folder().resolve("savepoints"));
    before = run.output();
    RecutSource.release();
  }

  private static boolean hasFramesOfBoth(JobRun run) throws Exception {
    JobOutput output = run.output();
    return !output.framesOf("a").isEmpty() && !output.framesOf("b").isEmpty();
  }

  @AfterAll
  static void release() {
    RecutSource.release();
  }

  @Test
  void resumeIsRefusedOnceWithEveryKeyThatDiffers() throws Exception {
    JobRun run = new JobRun(CLUSTER, work.resolve("refused"), others);
    JobResult result = CLUSTER.result(run.startFrom(savepoint, file));
    assertThat(result.isSuccess()).isFalse();
    assertThat(ExceptionUtils.stringifyException(result.getSerializedThrowable().orElseThrow()))
        .contains(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " align.kalman.q: was 0.001, is 0.002; clip.window_s: was 8, is 5");
    assertThat(run.output().frames()).isEmpty();
  }

  @Test
  void resetBeginsEveryTenantAtTheNextMultipleOfTheWindow() throws Exception {
    JobRun run = new JobRun(CLUSTER, work.resolve("reset"), others).resetWindows();
    JobOutput after = run.resume(savepoint, file);
    for (String tenant : List.of("a", "b")) {
      List<Long> earlier = steps(before, tenant);
      long last = earlier.get(earlier.size() - 1);
      long consumed = last + others.fusionSettings().horizonMicros() / 200_000;
      long begin = (consumed / WINDOW_STEPS + 1) * WINDOW_STEPS;
      List<Long> later =
          steps(after, tenant).stream().filter(step -> step > last + 1).sorted().toList();
      assertThat(later.get(0)).as(tenant).isBetween(begin, begin + JOINING_STEPS);
    }
    assertThat(after.total("received")).isEqualTo(SeededRecording.of(SEED).lines().size());
    assertThat(after.behindWatermark()).isZero();
  }

  private static List<Long> steps(JobOutput output, String tenant) {
    return output.framesOf(tenant).stream()
        .map(frame -> JobOutput.parse(frame).get("grid").longValue())
        .toList();
  }
}
