package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.rig.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeReportTest {
  private static final String EVIL = "</script><img src=x onerror=alert(1)>\\u0022'&";
  @TempDir private Path dir;

  private String page(Optional<Path> truth) throws IOException {
    Path file = dir.resolve("out/report.html");
    RunReport.write(dir, truth, file);
    return Files.readString(file);
  }

  private String table() throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RunTable.print(RunFigures.read(dir, Optional.empty()), Optional.empty(), out);
    out.flush();
    return text.toString();
  }

  @Test
  void aRunWithoutControlFramesSaysNothingOfABridge() throws IOException {
    new SampleRun(dir).tenant("a", 100).write();
    assertThat(page(Optional.empty()).split("</style>", 2)[1]).doesNotContainIgnoringCase("bridge");
    assertThat(table()).doesNotContainIgnoringCase("bridge");
    new SampleBridge(dir).write();
    assertThat(page(Optional.empty()).split("</style>", 2)[1]).doesNotContainIgnoringCase("bridge");
    assertThat(table()).doesNotContain("at the end");
  }

  @Test
  void theBridgeHasASectionOfItsOwn() throws IOException {
    new SampleRun(dir).tenant("stage_a", 2000).write();
    new SampleBridge(dir).tenant("stage_a", 400).write();
    assertThat(page(Optional.empty()))
        .contains("<h2>Bridge of stage_a</h2>")
        .contains("E1 syncing 22.", "E2 bridged 47.", "ticks. Mean |e| 0.0")
        .contains("class=\"state-E2\"", "title=\"E4 rollback 2:00 to 3:00\"")
        .contains(
            "data-name=\"e\"", "data-name=\"tick\"", "data-name=\"kp\"", "data-name=\"limits\"")
        .contains("title=\"control:free 3:00\"")
        .contains(
            ">E1 \u2192 E2</td><td>because &lt;b&gt;of&lt;/b&gt; it</td><td>sync_quality 0.9877</td>")
        .contains("state 8, control 4.")
        .contains("How to read the bridge")
        .doesNotContain("NaN");
  }

  @Test
  void theCurveHasAGapWhileTheBridgeIsStopped() throws IOException {
    new SampleRun(dir).tenant("stage_a", 2000).write();
    new SampleBridge(dir).tenant("stage_a", 400).write();
    String curve = page(Optional.empty()).split("data-name=\"tick\" d=\"", 2)[1].split("\"", 2)[0];
    assertThat(curve.split("M", -1)).hasSize(4);
  }

  @Test
  void withoutAReferenceThereIsNoPhaseError() throws IOException {
    new SampleRun(dir).tenant("stage_a", 100).write();
    new SampleBridge(dir).tenant("stage_a", 60).write();
    Path control = dir.resolve("control.ndjson");
    String silent = Files.readString(control).replaceAll("\"e\":[^,]*", "\"e\":null");
    Files.writeString(control, silent);
    assertThat(page(Optional.empty()))
        .contains("No phase error: no reference ticked.", "data-name=\"tick\"")
        .doesNotContain("<b>Phase error</b>", "NaN");
  }

  @Test
  void bothStartOnOneAxis() throws IOException {
    new SampleRun(dir).tenant("stage_a", 100).write();
    new SampleBridge(dir).tenant("stage_a", 60).tenant("stage_b", 60).write();
    String axis = " data-from=\"1.7672256E9\" data-to=\"1.7672256";
    assertThat(page(Optional.empty()))
        .contains("id=\"tenant-1\"" + axis, "id=\"bridge-1\"" + axis, "id=\"bridge-2\"" + axis);
  }

  @Test
  void ticksWithoutFramesAreShown() throws IOException {
    new SampleRun(dir).write();
    new SampleBridge(dir).tenant("stage_a", 60).write();
    assertThat(page(Optional.empty()))
        .contains("No frames: no tenant had", "Bridge of stage_a")
        .doesNotContain("NaN");
    assertThat(table()).contains("stage_a          E2 bridged");
  }

  @Test
  void namesFromOutsideAreText() throws IOException {
    new SampleRun(dir).tenant(EVIL, 100).write();
    new SampleBridge(dir)
        .tenant(EVIL, 200)
        .entry(
            EVIL,
            200,
            "risk",
            '"' + EVIL + '"',
            '"' + EVIL + '"',
            '"' + EVIL + '"',
            "{\"<b>\":\"<i>\"}")
        .write();
    assertThat(page(Optional.empty()))
        .contains("Bridge of &lt;/script&gt;&lt;img")
        .contains("&lt;b&gt; &lt;i&gt;")
        .doesNotContain("<img")
        .doesNotContain("<b> ")
        .containsOnlyOnce("</script>");
  }

  @Test
  void manyBridgesStayUnderTwoMegabytes() throws IOException {
    SampleRun run = new SampleRun(dir);
    SampleBridge bridge = new SampleBridge(dir);
    for (int i = 10; i < 40; i++) {
      run.tenant("tenant_" + i, 375);
      bridge.tenant("tenant_" + i, 75);
    }
    run.write();
    bridge.write();
    assertThat(page(Optional.empty())).hasSizeLessThan(2_000_000);
    assertThat(table()).contains("... and 10 more bridges");
  }

  @Test
  void theTableHasALineForEachBridge() throws IOException {
    new SampleRun(dir).tenant("stage_a", 2000).write();
    SampleBridge bridge = new SampleBridge(dir).tenant("stage_a", 400);
    for (String kind : new String[] {"risk", "quote", "failover", "calibration"}) {
      bridge.entry("stage_a", 400, kind, "\"r\"", "null", "null", "{}");
    }
    bridge.write();
    assertThat(table())
        .contains(
            "stage_a          E2 bridged",
            "state 8, failover 1, calibration 1,\n" + " ".repeat(48) + "control 4\n",
            dir.resolve("control.ndjson").toString());
    assertThat(table().lines().filter(line -> !line.contains("/")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void thePulseIsInThePlotAndTheRateInTheTable() throws IOException {
    Path truth = dir.resolve("truth.json");
    Truth played = new Rig(new RigSettings(1, 1, 4)).play(new ByteArrayOutputStream());
    played.write(truth);
    new SampleRun(dir).tenant("stage_a", 300).write();
    new SampleBridge(dir).tenant("stage_a", 60).write();
    assertThat(page(Optional.of(truth)))
        .contains("data-name=\"pulse of the reference\"")
        .contains("tick rate in E2 (Hz)")
        .contains("rate within 0.01 Hz");
  }
}
