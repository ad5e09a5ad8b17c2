package lumen.ctl.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that a stranger types first. */
class DemoITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final int TERMINAL_COLUMNS = 100;

  @TempDir private Path temp;

  @Test
  void demoShowsWhatWasFoundBesideWhatIsTrue() throws Exception {
    Path out = temp.resolve("demo");
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      test.cluster().start(new ClusterSettings(2, test.port(), false));

      CommandRun demo = LumenctlRun.of("demo", "--minutes", "2", "--out", out.toString());
      printsItsFindings(demo, out);
      String page = servesThePage(demo, out);
      CommandRun own =
          LumenctlRun.of(
              "demo",
              out.resolve("rig.ndjson.gz").toString(),
              "--out",
              temp + "/own",
              "--no-serve");
      assertThat(own.out()).doesNotContain("live page");
      assertThat(own.exitCode()).as(own.err()).isEqualTo(ExitCode.OK);
      assertThat(temp.resolve("own/report.html")).isNotEmptyFile();

      assertThat(LumenctlRun.of("cluster", "stop").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(test.processes()).as("processes left").isEmpty();
      assertThatThrownBy(() -> get(page + "healthz")).isInstanceOf(ConnectException.class);
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  /** It tells of the run that was played, and goes on when the demo has ended. */
  private static String servesThePage(CommandRun demo, Path out) throws Exception {
    Matcher told =
        Pattern.compile("lumenctl: the live page is (http://127.0.0.1:\\d+/)\n")
            .matcher(demo.out());
    assertThat(told.find()).as(demo.out()).isTrue();
    String page = told.group(1);
    assertThat(get(page + "healthz")).contains("\"alive\":true");
    assertThat(get(page)).contains("<title>");
    assertThat(get(page + "evidence/bundle?limit=1"))
        .isEqualTo(Files.readAllLines(out.resolve("evidence.ndjson")).get(0) + "\n");
    return page;
  }

  private static String get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static void printsItsFindings(CommandRun demo, Path out) throws IOException {
    assertThat(demo.exitCode()).as(demo.err()).isEqualTo(ExitCode.OK);
    assertThat(demo.err()).isEmpty();
    assertThat(demo.out())
        .contains("stage_a", "stage_b", "coherence of stage_a", "found", "true", "difference")
        .contains("report.html")
        .doesNotContain("NaN");
    assertThat(demo.out().lines().filter(line -> !line.contains(out.toString())))
        .allMatch(line -> line.length() <= TERMINAL_COLUMNS);
    assertThat(out.resolve("report.html")).content().contains("</html>").contains("stage_b");
    RunFolder run = RunFolder.read(out);
    run.framesAreSane(5);
    assertThat(run.total("received"))
        .isEqualTo(run.total("used") + run.total("late") + run.total("rejected"));
  }
}
