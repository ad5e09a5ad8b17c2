package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  @Test
  void everyStepPasses() throws Exception {
    PrometheusTools.require();
    assumeTrue(DrillPrograms.program().isPresent(), "alertmanager is absent");
    Optional<Path> room = Optional.ofNullable(System.getProperty("lumen.drill.room")).map(Path::of);
    Optional<Path> disk = room.map(folder -> folder.resolve("cluster/checkpoints"));
    List<DrillReport.Series> series = new ArrayList<>();
    try (DrillStage stage = new DrillStage(room.orElse(temp), Sabotage.chosen())) {
      System.out.printf("set up in %.0f s%n", (System.nanoTime() - stage.begun) / 1e9);
      play(stage, new DrillSteps(stage, disk));
      series.addAll(DrillSeries.of(stage));
      if (chosen().contains(LAST)) {
        rows.add(
            DrillStep.run(LAST, "end, and replay of the log", stage, new FinalProof(stage)::run));
      }
    } finally {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      DrillReport.print(rows, out);
      Path page = LumenHome.locate().root().resolve("target/drill/report.html");
      DrillReport.write(rows, series, page);
      out.println("report " + page);
    }
    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.verdict()).isEqualTo("PASS"));
  }

  private static Set<Integer> chosen() {
    String steps = System.getProperty("lumen.drill.steps", "");
    return steps.isEmpty()
        ? IntStream.rangeClosed(1, LAST).boxed().collect(Collectors.toSet())
        : Arrays.stream(steps.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
  }

  private void play(DrillStage stage, DrillSteps steps) {
    step(1, "healthy, 90 s", stage, steps::healthy);
    step(2, "engine refuses 130 s, TaskManager killed", stage, steps::engineRefuses);
    step(3, "sensors silent 50 s", stage, steps::sensorsSilent);
    step(4, "2,000 malformed packets", stage, steps::malformed);
    step(5, "TaskManager hangs", stage, steps::taskManagerHangs);
    step(6, "machine stands still 60 s", stage, steps::machineStandsStill);
    step(7, "JobManager dies", stage, steps::jobManagerDies);
    step(8, "disk of the checkpoints full 65 s", stage, steps::diskIsFull);
    step(9, "Alertmanager dies", stage, steps::alertmanagerDies);
    UpgradeSteps upgrades = new UpgradeSteps(stage);
    step(10, "upgrade to a jar that cannot restore", stage, upgrades::cannotRestore);
    step(11, "upgrade with an added field of state, and back", stage, upgrades::addedField);
    step(12, "upgrade that fails the gate", stage, upgrades::failsTheGate);
  }

  private void step(int number, String name, DrillStage stage, DrillStep.Work work) {
    if (chosen().contains(number)) {
      DrillRow row = DrillStep.run(number, name, stage, work);
      rows.add(row);
      System.out.printf("%d %s: %s %s %s%n", number, name, row.verdict(), row.times(), row.why());
      System.out.flush();
    }
  }
}
