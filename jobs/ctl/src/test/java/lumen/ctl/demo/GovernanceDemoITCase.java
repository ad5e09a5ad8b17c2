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

/** The month of a service on a session cluster. */
final class GovernanceDemoITCase {
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
      assertThat(out.resolve("report.html")).content().contains("Lumen governance report");
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

  @Test
  void otherStoriesAreNotMixedIn() {
    CommandRun both = LumenctlRun.of("demo", "--governance", "--overlay");
    assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("--overlay and --governance are two stories");
    CommandRun minutes = LumenctlRun.of("demo", "--governance", "--minutes", "40");
    assertThat(minutes.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(minutes.err()).contains("--governance plays a month by settings of its own");
  }

  private static CommandRun run(Path out) {
    CommandRun demo = LumenctlRun.of("demo", "--governance", "--out", out.toString());
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
        .contains("v3 fails in 3 % 9.42 the canary is worse 9.44 30 min")
        .contains("v3 fails in 3 % 9.42 it was taken back 9.44 36 min")
        .anyMatch(line -> line.matches("TTL 600 to 900 s: \\+8.\\d points .* kept .*"))
        .contains("all fails for 25 minutes 20.58 a page 20.59 5 min")
        .anyMatch(
            line -> line.matches("2026-03 comes to 2\\d\\d.* warned .* [2-9].\\d days before"))
        .contains("all is well otherwise - good revisions accused: 0 - -")
        .anyMatch(line -> line.matches("2026-03 requests (\\d+) \\1 0"))
        .anyMatch(line -> line.matches("2026-03 failed requests (\\d+) \\1 0"))
        .contains("2026-03 minutes down 25 25 0")
        .anyMatch(line -> line.matches("2026-03 billed by its end, USD ([0-9.]+) \\1 .*"))
        .contains("return of `example`, % 2036.75 2036.75 0.00");
  }
}
