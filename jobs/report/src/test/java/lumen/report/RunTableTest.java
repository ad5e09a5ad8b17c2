package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {
  @TempDir private Path dir;

  @Test
  void everyLineFitsAHundredColumns() throws IOException {
    Path truth = dir.resolve("truth.json");
    new Rig(RigSettings.DEMO).play(new ByteArrayOutputStream()).write(truth);
    new SampleRun(dir)
        .tenant("stage_a", 3000)
        .tenant("a tenant with quite a long name, longer than any column", 3000)
        .channel("stage_a", "wrist", 0.75)
        .write();
    assertThat(table(Optional.of(truth)).lines().filter(line -> !line.contains("/")))
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.contains("coherence while locked"));
  }

  @Test
  void showsTheModesAsLettersAndTheAccounts() throws IOException {
    new SampleRun(dir).tenant("a", 1000).write();
    assertThat(table(Optional.empty()))
        .contains("          mode |........FFFFFFFF")
        .contains("(modes: F fused, S sensors only, U ure only, D degrade, . none)")
        .contains("received 1,000   used 990   late 6   rejected 4   400 events/s in 2.5 s")
        .contains("not_json 3");
  }

  @Test
  void namesCannotSteerTheTerminal() throws IOException {
    new SampleRun(dir).tenant("\\u001b[31mred\\u0007", 100).write();
    assertThat(table(Optional.empty())).contains("?[31mred?").doesNotContain("\u001b");
  }

  private String table(Optional<Path> truth) throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RunTable.print(RunFigures.read(dir, truth), Optional.of(dir.resolve("report.html")), out);
    out.flush();
    return text.toString();
  }
}
