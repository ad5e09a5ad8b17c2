package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final String EVIL = "</script><img src=x onerror=alert(1)>\\u0022'&";
  @TempDir private Path dir;

  @Test
  void namesFromOutsideAreText() throws IOException {
    new SampleRun(dir).tenant(EVIL, 100).channel(EVIL, EVIL, 1.5).write();
    String page = page(Optional.empty());
    assertThat(page)
        .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;")
        .doesNotContain("<img")
        .contains("&lt;b&gt;bad&lt;/b&gt;")
        .containsOnlyOnce("</script>");
  }

  @Test
  void nothingIsLoadedFromOutside() throws IOException {
    new SampleRun(dir).tenant("a", 100).write();
    assertThat(page(Optional.empty()))
        .contains("default-src 'none'")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("url(")
        .doesNotContain("<link rel=\"stylesheet\"");
  }

  @Test
  void whatIsUnknownIsAGapInTheCurve() throws IOException {
    new SampleRun(dir).tenant("a", 100).write();
    String curve = page(Optional.empty()).split("data-name=\"found\" d=\"", 2)[1].split("\"", 2)[0];
    assertThat(curve).startsWith("M1000 ").doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void whatWasKnownAtOnceStandsBesideTheFramesWithItsError() throws IOException {
    new SampleRun(dir).tenant("a", 100).now("a", 100).now("b", 0).write();
    assertThat(page(Optional.empty())).doesNotContain("Error of now");
    new SampleRun(dir).tenant("a", 100).now("a", 100).write();
    assertThat(page(Optional.empty()))
        .contains("Error of now")
        .contains("medians over the run 0.063 and 0.250")
        .contains("data-name=\"now\"")
        .contains("data-name=\"90th percentile\"");
  }

  @Test
  void manyTenantsStayUnderTwoMegabytes() throws IOException {
    SampleRun run = new SampleRun(dir);
    for (int i = 0; i < 30; i++) {
      run.tenant("tenant_" + i, 2500);
    }
    run.write();
    assertThat(page(Optional.empty()))
        .hasSizeLessThan(2_000_000)
        .contains("6 more tenants are in the table only");
  }

  @Test
  void aLongRunStaysUnderTwoMegabytes() throws IOException {
    new SampleRun(dir).tenant("a", 60_000).write();
    assertThat(page(Optional.empty())).hasSizeLessThan(1_000_000);
  }

  @Test
  void aRunWithoutFramesSaysSo() throws IOException {
    new SampleRun(dir).write();
    assertThat(page(Optional.empty())).contains("No frames: no tenant had");
  }

  @Test
  void theTrueStoryIsInThePlotsAndInTheTable() throws IOException {
    Path truth = dir.resolve("truth.json");
    new Rig(RigSettings.DEMO).play(new ByteArrayOutputStream()).write(truth);
    new SampleRun(dir).tenant("stage_a", 3000).channel("stage_a", "wrist", 0.75).write();
    assertThat(page(Optional.of(truth)))
        .contains("Found beside true")
        .contains("coherence while locked")
        .contains("story-lost")
        .contains(">headband</span>")
        .contains("data-name=\"true\"")
        .contains("rejected lines");
  }

  /** A quarter of the frames has a chance level above the coherence. */
  @Test
  void everyChannelStandsBesideItsChanceLevel() throws IOException {
    new SampleRun(dir).tenant("a", 100).channel("a", "wrist", 0.75).write();
    assertThat(page(Optional.empty()))
        .contains("<th class=\"n\">beyond chance</th>")
        .contains(
            "<tr><th>wrist/k</th><td class=\"n\">0.900</td><td class=\"n\">0.125</td>"
                + "<td class=\"n\">75 %</td><td class=\"n\">0.800</td><td class=\"n\">0.150</td>")
        .contains("data-name=\"chance level (95 %)\"");
  }

  @Test
  void withoutChannelFramesThereIsNoTableOfChannels() throws IOException {
    new SampleRun(dir).tenant("a", 100).write();
    assertThat(page(Optional.empty())).doesNotContain("beyond chance");
  }

  @Test
  void brokenFramesAreNamedByFileAndLine() throws IOException {
    Path frames = dir.resolve("frames.ndjson");
    assertThatThrownBy(() -> page(Optional.empty()))
        .hasMessage("frames must be readable: " + frames);
    Files.writeString(
        frames, "{\"ts\":1.0,\"grid\":5,\"tenant\":\"a\",\"mode\":\"none\"}\n{\"ts\":");
    assertThatThrownBy(() -> page(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("frames.ndjson line=2");
    Files.writeString(frames, "{\"ts\":1.0,\"grid\":5,\"tenant\":\"a\",\"mode\":\"great\"}\n");
    assertThatThrownBy(() -> page(Optional.empty())).hasMessageContaining("mode must be one of");
  }

  private String page(Optional<Path> truth) throws IOException {
    Path file = dir.resolve("out/report.html");
    RunReport.write(dir, truth, file);
    return Files.readString(file);
  }
}
