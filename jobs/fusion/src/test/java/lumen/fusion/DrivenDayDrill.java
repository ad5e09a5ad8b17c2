package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dlumen.drill.hours}, 24 by default, of live sources on a clock that the drill drives:
 * what a job keeps is as much at the end as after a few hours, and every message is accounted for.
 *
 * <p>Flat means: the line of least squares through the hours behind the first four rises over all
 * of them by no more than a part of their mean: 10 % for the heap behind a collection, 20 % for
 * entries of state, timers and bytes of a savepoint, 40 % for bytes of a checkpoint. A checkpoint
 * and a savepoint of the last third take no more than three times the median of those of the first
 * third behind the first four hours.
 */
@Tag("drill")
@EnabledIfSystemProperty(named = "lumen.drill", matches = "long")
final class DrivenDayDrill {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final int HOURS = Integer.getInteger("lumen.drill.hours", 24);
  private static final long SEED = Long.getLong("lumen.drill.seed", 20_261_130);
  private static final int SETTLING = Math.min(4, HOURS / 3);
  private static final double STATE_RISE = 0.2;
  private static final double HEAP_RISE = 0.1;

  /** RocksDB's own files are as large as it has not yet compacted them. */
  private static final double FILES_RISE = 0.4;

  private static final double SLOWER = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path work;

  /** What a job keeps at a full hour of its clock. */
  private record Hour(
      double heap,
      double entries,
      double timers,
      double savepointBytes,
      double savepointMillis,
      double checkpointBytes,
      double checkpointMillis,
      long frames) {}

  @Test
  void whatIsKeptIsFlatAndEveryMessageIsAccountedFor() throws Exception {
    long begun = System.nanoTime();
    List<Hour> hours = new ArrayList<>();
    try (DrivenDay day = new DrivenDay(work, SEED)) {
      JobID job = CLUSTER.submit(day.job());
      await("the job listens")
          .atMost(PATIENCE)
          .until(
              () ->
                  CLUSTER.status(job) == JobStatus.FAILED
                      || Files.exists(day.out().resolve(LivePlan.ANNOUNCEMENT)));
      for (int hour = 1; hour <= HOURS; hour++) {
        day.play(3_600);
        hours.add(look(job, day));
        System.out.printf(
            Locale.ROOT,
            "hour %d, %.0f s, %d messages: %s%n",
            hour,
            (System.nanoTime() - begun) / 1e9,
            day.sent(),
            hours.get(hour - 1));
        System.out.flush();
      }
      CLUSTER.stop(job, work.resolve("end"));
      accounts(JobOutput.read(day.out()), day.sent());
    }
    for (Hour hour : hours.subList(1, HOURS)) {
      assertThat(hour.frames()).as("frames of an hour").isEqualTo(3_600L * DrivenDay.FRAMES_HZ);
    }
    List<Hour> behind = hours.subList(SETTLING, HOURS);
    flat("heap", behind, Hour::heap, HEAP_RISE);
    flat("entries of state", behind, Hour::entries, STATE_RISE);
    flat("timers", behind, Hour::timers, STATE_RISE);
    flat("bytes of a savepoint", behind, Hour::savepointBytes, STATE_RISE);
    flat("bytes of a checkpoint", behind, Hour::checkpointBytes, FILES_RISE);
    asFast("a savepoint, ms", behind, Hour::savepointMillis);
    asFast("a checkpoint, ms", behind, Hour::checkpointMillis);
  }

  private static Hour look(JobID job, DrivenDay day) throws Exception {
    await("a checkpoint").atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    CompletedCheckpointStats checkpoint = CLUSTER.newestCheckpoint(job);
    long asked = System.nanoTime();
    String savepoint = CLUSTER.savepoint(job, work.resolve("savepoints"));
    double millis = (System.nanoTime() - asked) / 1e6;
    KeptEntries kept = KeptEntries.of(savepoint);
    delete(Path.of(URI.create(savepoint)));
    long frames = day.taken("frames");
    day.taken("control");
    day.taken("facts");
    System.gc();
    return new Hour(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        kept.entries(),
        kept.timers(),
        kept.bytes(),
        millis,
        checkpoint.getStateSize(),
        checkpoint.getEndToEndDuration(),
        frames);
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void accounts(JobOutput output, long sent) {
    long sum = 0;
    StringBuilder told = new StringBuilder();
    for (String fate : List.of("used", "rejected", "late", "filtered", "dropped")) {
      long count = output.total(fate);
      sum += count;
      told.append(", ").append(count).append(' ').append(fate);
    }
    System.out.printf("%d sent, %d received%s%n", sent, output.total("received"), told);
    assertThat(output.total("received")).as("received, beside sent").isEqualTo(sent);
    assertThat(sum).as("fates of those received").isEqualTo(sent);
    assertThat(output.rejects()).hasSize(Math.toIntExact(output.total("rejected")));
    assertThat(output.late()).hasSize(Math.toIntExact(output.total("late")));
    for (String fate : List.of("used", "rejected", "late", "filtered")) {
      assertThat(output.total(fate)).as(fate).isPositive();
    }
  }

  /** The rise of the line of least squares over all hours, beside the mean. */
  private static void flat(String what, List<Hour> hours, ToDoubleFunction<Hour> of, double limit) {
    int n = hours.size();
    double mean = hours.stream().mapToDouble(of).average().orElseThrow();
    double slope = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double x = i - (n - 1) / 2.0;
      slope += x * of.applyAsDouble(hours.get(i));
      square += x * x;
    }
    double rise = slope / square * (n - 1) / mean;
    System.out.printf(Locale.ROOT, "%s: mean %.0f, rise %.2f %%%n", what, mean, 100 * rise);
    assertThat(rise).as("rise of %s over %d hours", what, n).isLessThanOrEqualTo(limit);
  }

  private static void asFast(String what, List<Hour> hours, ToDoubleFunction<Hour> of) {
    int third = Math.max(1, hours.size() / 3);
    double first = median(hours.subList(0, third), of);
    double last = median(hours.subList(hours.size() - third, hours.size()), of);
    System.out.printf(Locale.ROOT, "%s: %.0f at first, %.0f at last%n", what, first, last);
    assertThat(last).as(what).isLessThanOrEqualTo(SLOWER * Math.max(first, 100));
  }

  private static double median(List<Hour> hours, ToDoubleFunction<Hour> of) {
    return hours.stream().mapToDouble(of).sorted().skip(hours.size() / 2).findFirst().orElseThrow();
  }
}
