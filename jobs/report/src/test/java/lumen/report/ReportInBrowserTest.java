package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.fixtures.Chromium;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportInBrowserTest {
  @TempDir private Path dir;

  @Test
  void everyPlotIsDrawnAndNoScriptFails() throws Exception {
    Chromium browser = Chromium.find(dir);
    Path truth = dir.resolve("truth.json");
    new Rig(RigSettings.DEMO).play(new ByteArrayOutputStream()).write(truth);
    new SampleRun(dir)
        .tenant("stage_a", 3000)
        .tenant("</script><script>throw 1</script>", 500)
        .channel("stage_a", "wrist", 0.75)
        .write();
    new SampleBridge(dir).tenant("stage_a", 600).write();
    Path report = dir.resolve("report.html");
    RunReport.write(dir, Optional.of(truth), report);

    Path log = dir.resolve("browser.log");
    String dom = browser.dom(report.toUri().toString(), log);

    int plots = dom.split("<figure class=\"plot", -1).length - 1;
    assertThat(plots).isEqualTo(8 + 7 + 4);
    assertThat(dom).contains("data-drawn=\"" + plots + "\"");
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
  }
}
