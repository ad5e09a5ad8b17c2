package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lumen.fixtures.PrometheusTools;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of {@code scripts/drill}: everything as it is shipped, one fault after the other, and a
 * replay as the final proof. {@code -Dlumen.drill.steps=2,5} does some of them, {@code
 * -Dlumen.drill.sabotage} one of {@link Sabotage}; {@code -Dlumen.drill.room} is a folder whose
 * {@code cluster/checkpoints} is a small disk of its own. Writes {@code target/drill/report.html}.
 */
@Tag("drill")
@EnabledIfSystemProperty(named = "lumen.drill", matches = "whole")
final class OperationsDrill {
  private static final int LAST = 13;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  private final List<DrillRow> rows = new ArrayList<>();
  private final Set<Integer> begun = new TreeSet<>();

  @Test
  void everyStepPasses() throws Exception {
    PrometheusTools.require();
    assumeTrue(DrillPrograms.program().isPresent(), "alertmanager is absent");
    Optional<Path> room = Optional.ofNullable(System.getProperty("lumen.drill.room")).map(Path::of);
    Optional<Path> disk = room.map(folder -> folder.resolve("cluster/checkpoints"));
    List<DrillReport.Series> series = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try {
      drill(room.orElse(temp), disk, series);
      left.addAll(MountTable.left(room.orElse(temp), disk));
      rows.replaceAll(row -> row.number() == LAST ? row.ended(left) : row);
    } finally {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      DrillReport.print(rows, out);
      Path page = LumenHome.locate().root().resolve("target/drill/report.html");
      DrillReport.write(rows, series, page);
      out.println("report " + page);
    }
    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.verdict()).isEqualTo("PASS"));
    assertThat(left).isEmpty();
  }

  private void drill(Path folder, Optional<Path> disk, List<DrillReport.Series> series)
      throws Exception {
    try (DrillStage stage = new DrillStage(folder, Sabotage.chosen())) {
      tell("set up in %.0f s", since(stage.begun));
      play(stage, new DrillSteps(stage, disk));
      series.addAll(DrillSeries.of(stage));
      step(LAST, "end, and replay of the log", stage, new FinalProof(stage)::run);
      judge(stage);
      tell("the drill took %.0f s", since(stage.begun));
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static Set<Integer> chosen() {
    String steps = System.getProperty("lumen.drill.steps", "");
    return steps.isEmpty()
        ? IntStream.rangeClosed(1, LAST).boxed().collect(Collectors.toSet())
        : Arrays.stream(steps.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
  }

  /**
   * In their order where the clock allows it. Alerts take minutes until their end is told, so what
   * disturbs nobody is done meanwhile: 10 while the engine of 2 refuses, 4, 8 and 5 until the end
   * of its alert is heard, 7 while Alertmanager is away.
   */
  private void play(DrillStage stage, DrillSteps steps) {
    UpgradeSteps upgrades = new UpgradeSteps(stage);
    Runnable malformed = () -> step(4, "2,000 malformed packets", stage, steps::malformed);
    Runnable cannotRestore =
        () -> step(10, "upgrade to a jar that cannot restore", stage, upgrades::cannotRestore);
    Runnable diskIsFull =
        () -> step(8, "disk of the checkpoints full 65 s", stage, steps::diskIsFull);
    Runnable hangs = () -> step(5, "TaskManager hangs", stage, steps::taskManagerHangs);
    Runnable dies = () -> step(7, "JobManager dies", stage, steps::jobManagerDies);
    step(1, "healthy, 90 s", stage, steps::healthy);
    step(
        2,
        "engine refuses 130 s, TaskManager killed",
        stage,
        step ->
            steps.engineRefuses(
                step, List.of(cannotRestore), List.of(malformed, diskIsFull, hangs)));
    List.of(cannotRestore, malformed, diskIsFull, hangs).forEach(Runnable::run);
    step(3, "sensors silent 50 s", stage, steps::sensorsSilent);
    step(6, "machine stands still 60 s", stage, steps::machineStandsStill);
    step(9, "Alertmanager dies", stage, step -> steps.alertmanagerDies(step, dies));
    dies.run();
    step(11, "upgrade with an added field of state, and back", stage, upgrades::addedField);
    step(12, "upgrade that fails the gate", stage, upgrades::failsTheGate);
  }

  /** Does a step where it was asked for, and has not been done yet. */
  private void step(int number, String name, DrillStage stage, DrillStep.Work work) {
    if (chosen().contains(number) && begun.add(number)) {
      DrillRow row = DrillStep.run(number, name, stage, work);
      rows.add(row);
      tell(
          "%d %s: %s %.0f s %s %s",
          number, name, row.verdict(), row.took(), row.measured(), row.why());
    }
  }

  private static void tell(String form, Object... of) {
    System.out.println(String.format(Locale.ROOT, form, of));
    System.out.flush();
  }

  /** By number; with the alerts of each that were told when it was over. */
  private void judge(DrillStage stage) {
    rows.replaceAll(
        row -> row.judged(stage.expected.unexpected(row.span(), stage.alerts.since(stage.begun))));
    rows.sort(Comparator.comparingInt(DrillRow::number));
  }
}
