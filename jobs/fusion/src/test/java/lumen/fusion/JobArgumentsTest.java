package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import lumen.connectors.replay.RecordingException;
import lumen.fusion.settings.LumenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control file among the arguments of the job. */
class JobArgumentsTest {
  @TempDir private Path folder;

  private static JobArguments parse(String... arguments) {
    return JobArguments.parse(arguments);
  }

  @Test
  void controlFileIsLookedAtBeforeAnythingStarts() throws Exception {
    Path recording = Files.createFile(folder.resolve("rec.ndjson"));
    Path control = folder.resolve("control.ndjson");
    JobArguments arguments =
        parse("--input", recording.toString(), "--out", "out", "--control", control.toString());
    assertThat(arguments.control()).contains(control);
    assertThatThrownBy(() -> ReplayPlan.source(arguments, LumenSettings.defaults()))
        .isInstanceOf(RecordingException.class)
        .hasMessage("control file must be a readable file: " + control);
    Files.writeString(control, "{}\n");
    assertThat(ReplayPlan.source(arguments, LumenSettings.defaults())).isNotNull();
  }

  @Test
  void liveJobTakesNoControlFile() {
    JobArguments arguments = parse("--streams", "--out", "out", "--control", "control.ndjson");
    assertThatThrownBy(() -> LivePlan.inlets(arguments, LumenSettings.defaults()))
        .hasMessage(
            "--control must be beside recordings: a live job is told by `lumenctl control`");
    assertThatThrownBy(() -> parse("--streams", "--out", "out", "--control"))
        .hasMessageStartingWith("--control must have a value; usage: ");
  }
}
