package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandFileTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("control.ndjson"), content);
  }

  @Test
  void linesAreCommandsAndWhatIsNoneIsRejectedWithItsPlace() throws Exception {
    Path file =
        file(
            "\uFEFF{\"id\":\"a\",\"author\":\"ann\",\"effective_ts\":5}\r\n\n  \nno\n[]\n"
                + "{\"pad\":\""
                + "x".repeat(1 << 20)
                + "\"}\n{\"id\":\"b\"}");
    List<Envelope> envelopes = CommandFile.of(file).envelopes();

    assertThat(envelopes.get(0))
        .isEqualTo(
            new Command(
                "control",
                "default",
                "a",
                "ann",
                5_000_000,
                "{\"id\":\"a\",\"author\":\"ann\",\"effective_ts\":5}",
                new Position("control.ndjson", 3, 1)));
    assertThat(envelopes.subList(1, 4))
        .allSatisfy(
            reject ->
                assertThat((Reject) reject)
                    .extracting(Reject::reason)
                    .isEqualTo(RejectReason.BAD_COMMAND))
        .extracting(reject -> ((Reject) reject).position().line())
        .containsExactly(4L, 5L, 6L);
    assertThat(((Reject) envelopes.get(1)).detail()).startsWith("command must be one JSON object");
    assertThat(((Reject) envelopes.get(3)).detail())
        .isEqualTo("line must be at most 1048576 bytes");
    assertThat(((Reject) envelopes.get(3)).raw()).hasSize(4096);
    assertThat(envelopes).hasSize(5).last().isInstanceOf(Command.class);
  }

  @Test
  void digestTellsOneContentFromAnother() throws Exception {
    CommandFile one = CommandFile.of(file("{}\n"));
    assertThat(CommandFile.of(file("{}\n"))).isEqualTo(one);
    assertThat(CommandFile.of(file("{} \n")).digest()).isNotEqualTo(one.digest());
    assertThat(one.isDue("")).isTrue();
    assertThat(one.isDue(one.digest())).isFalse();
    assertThat(CommandFile.NONE.isDue(one.digest())).isFalse();
  }

  @Test
  void fileThatCannotBeTakenWholeIsRefused() throws Exception {
    Path missing = folder.resolve("missing");
    refused(missing, "control file must be a readable file: " + missing);
    refused(folder, "control file must be a readable file: " + folder);
    assertThat(CommandFile.of(file("{}\n".repeat(10_000))).envelopes()).hasSize(10_000);
    refused(file("{}\n".repeat(10_001)), "it must have at most 10000 commands");
    byte[] large = " ".repeat((16 << 20) + 1).getBytes(StandardCharsets.US_ASCII);
    refused(Files.write(folder.resolve("large"), large), "it must have at most 16777216 bytes");
  }

  private static void refused(Path file, String words) {
    assertThatThrownBy(() -> CommandFile.of(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(words);
  }
}
