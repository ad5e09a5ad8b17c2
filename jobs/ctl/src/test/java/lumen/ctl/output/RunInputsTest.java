package lumen.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.terminal.files.Belongings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a recording. */
class RunInputsTest {
  @TempDir private Path temp;

  @Test
  void folderIsReadWithItsPartsAndNoOtherFiles() throws IOException {
    Path takes = Files.createDirectories(temp.resolve("takes"));
    Path recording = Files.writeString(takes.resolve("one.ndjson"), "{}\n");
    Path other = Files.writeString(temp.resolve("takes/notes.txt"), "a");
    Path manifest = Files.writeString(temp.resolve("takes/manifest.json"), "{}");
    Belongings folder = RunInputs.recordings(List.of(temp.resolve("takes")));

    assertThat(folder.at(recording)).isPresent();
    assertThat(folder.at(manifest)).isPresent();
    assertThat(folder.at(other)).isEmpty();
    assertThat(folder.same(temp.resolve("out/../takes"))).isEmpty();
    assertThat(folder.same(temp.resolve("takes/../takes"))).isPresent();
    assertThat(RunInputs.recordings(List.of(recording)).same(temp.resolve("takes")))
        .as("one file of it")
        .isEmpty();
  }
}
