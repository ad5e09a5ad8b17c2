package lumen.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file under many names. */
class BelongingsTest {
  @TempDir private Path temp;
  private Path recording;
  private Belongings inputs;

  @BeforeEach
  void writeRecording() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("takes"));
    recording = Files.writeString(folder.resolve("one.ndjson"), "{}\n");
    inputs = Belongings.none().add("the recording", recording);
  }

  @Test
  void fileIsKnownUnderEveryNameItHas() throws IOException {
    Path out = Files.createDirectories(temp.resolve("out"));
    Path hard = Files.createLink(out.resolve("late.ndjson"), recording);
    Path soft = Files.createSymbolicLink(out.resolve("facts.ndjson"), recording);
    Path folder = Files.createSymbolicLink(temp.resolve("elsewhere"), temp.resolve("takes"));

    assertThat(inputs.at(recording)).isPresent();
    assertThat(inputs.at(hard)).isPresent();
    assertThat(inputs.at(soft)).isPresent();
    assertThat(inputs.at(folder.resolve("one.ndjson"))).isPresent();
    assertThat(inputs.at(out.resolve("../takes/./one.ndjson"))).isPresent();
    assertThat(inputs.at(temp.resolve("takes"))).as("the folder it lies in").isPresent();
    assertThat(inputs.at(folder)).isPresent();
    assertThat(inputs.at(out)).isEmpty();
    assertThat(inputs.at(out.resolve("frames.ndjson"))).as("not there").isEmpty();
  }

  @Test
  void linkThatIsReadIsKnownWhereItLiesAndWhereItLeads() throws IOException {
    Path out = Files.createDirectories(temp.resolve("out/log"));
    Path link = Files.createSymbolicLink(out.resolve("link"), temp.resolve("takes"));
    Belongings linked = Belongings.none().add("the recording", link.resolve("one.ndjson"));

    assertThat(linked.at(out)).as("the link would go").isPresent();
    assertThat(linked.at(temp.resolve("takes"))).as("the file would go").isPresent();
  }

  @Test
  void configIsReadWithItsRules() throws IOException {
    Path rules = Files.createDirectories(temp.resolve("c/evidence")).resolve("risk_map.yaml");
    Files.writeString(rules, "[]\n");
    Files.writeString(temp.resolve("c/fusion.yaml"), "version: 2.0\n");
    Belongings config = Belongings.none().config(Optional.of(temp.resolve("c")));

    assertThat(config.at(temp.resolve("c/evidence"))).isPresent();
    assertThat(config.at(temp.resolve("c/fusion.yaml"))).isPresent();
  }

  @Test
  void outputIsNeverWrittenOverWhatIsReadAndNotOverOthersUnasked() throws IOException {
    Path other = Files.writeString(temp.resolve("mine.ndjson"), "mine\n");
    Path link = Files.createSymbolicLink(temp.resolve("link"), recording);

    assertThatThrownBy(() -> OutputFile.check(link, inputs, true, file -> true))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("over what is read")
        .hasMessageContaining("is the recording");
    assertThatThrownBy(() -> OutputFile.check(other, inputs, false, OutputFile.Known.NONE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("not replaced unasked: " + other);
    OutputFile.check(other, inputs, true, OutputFile.Known.NONE);
    OutputFile.check(other, inputs, false, file -> true);
    OutputFile.check(temp.resolve("new"), inputs, false, OutputFile.Known.NONE);
  }

  @Test
  void twoWritersOfOneFileAreOne() throws IOException {
    Path file = temp.resolve("bench.ndjson");
    try (var first = OutputFile.open(file, false)) {
      first.write('a');
      assertThatThrownBy(() -> OutputFile.open(file, true))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("another one writes " + file);
    }
    assertThat(file).hasContent("a");
  }
}
