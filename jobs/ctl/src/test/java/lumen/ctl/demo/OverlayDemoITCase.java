package lumen.ctl.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of a gateway on a session cluster. */
final class OverlayDemoITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final int TERMINAL_COLUMNS = 100;

  @TempDir private Path temp;

  @Test
  void demoTellsWhatWasFoundBesideWhatIsTrue() throws Exception {
    Path out = temp.resolve("demo");
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      test.cluster().start(new ClusterSettings(2, test.port(), false));
      CommandRun demo = run(out);
      findsTheStory(demo, out);
      byte[] decisions = Files.readAllBytes(out.resolve("decisions.ndjson"));
      byte[] evidence = Files.readAllBytes(out.resolve("evidence.ndjson"));

      CommandRun again = run(out);
      assertThat(table(again)).as("the same in the same folder").isEqualTo(table(demo));
      assertThat(out.resolve("decisions.ndjson")).hasBinaryContent(decisions);
      assertThat(out.resolve("evidence.ndjson")).hasBinaryContent(evidence);
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private static CommandRun run(Path out) {
    CommandRun demo = LumenctlRun.of("demo", "--overlay", "--out", out.toString());
    assertThat(demo.exitCode()).as(demo.err()).isEqualTo(ExitCode.OK);
    return demo;
  }

  private static String table(CommandRun demo) {
    return demo.out().substring(demo.out().indexOf("what is true"));
  }

  private static void findsTheStory(CommandRun demo, Path out) {
    assertThat(demo.out().lines().filter(line -> !line.contains(out.toString())))
        .allMatch(line -> line.length() <= TERMINAL_COLUMNS);
    assertThat(demo.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains("the rollout goes from 10 to 30 % 9.00 the flags changed 9.00 0.0 s")
        .anyMatch(line -> line.matches("the overlay is down 15.00 the breaker opened 15.\\d\\d .*"))
        .anyMatch(line -> line.matches("it is down 15.00 to 20.40 probes failed, [1-9] times - -"))
        .anyMatch(line -> line.matches("it is up again 20.40 a probe succeeded.* 2[0-4].\\d\\d .*"))
        .anyMatch(line -> line.matches("its answers are 70 % dearer 33.00 .*blocked 3\\d.00 .*"))
        .contains("the operator releases it 51.00 the gate is open again 51.00 0.0 s")
        .anyMatch(
            line -> line.startsWith("all is well otherwise - opened or blocked then, 0 times"))
        .anyMatch(line -> line.matches("requests (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("asked again (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("outcomes (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("too late (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("lost, or not yet told (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("told twice (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("diverted (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("tokens (\\d+) \\1 0"));
  }
}
