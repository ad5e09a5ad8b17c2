package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardInputTest {
  private static final List<Path> GIVEN = List.of(Path.of("-"));
  private static final String EVENT =
      "{\"ts\":1767225600,\"source\":\"a\",\"key\":\"x\",\"value\":1}\n";

  @TempDir private Path temp;
  private Path out;

  @BeforeEach
  void name() {
    out = temp.resolve("out");
  }

  @Test
  void isKeptWhileTheRunLasts() throws Exception {
    String text = EVENT.repeat(50_000);
    StandardInput input = input(text, Long.MAX_VALUE);
    input.check();
    input.begin();
    assertThat(out).as("nothing is made before the command is right").doesNotExist();

    input.keep();
    Path file = input.files().get(0);
    assertThat(file).startsWith(out).hasContent(text);
    input.close();
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void whatIsNoRecordingIsToldBeforeAnythingIsMade() {
    StandardInput table = input("a,b\n1,2\n3,4\n", Long.MAX_VALUE);
    assertThatThrownBy(table::begin)
        .hasMessageContaining("standard input is a CSV of 2 columns (a,b)");
    assertThatThrownBy(input("", Long.MAX_VALUE)::begin)
        .hasMessageEndingWith("standard input is empty");
    assertThat(out).doesNotExist();
  }

  @Test
  void isTakenOnce() {
    StandardInput twice = new StandardInput(List.of(Path.of("-"), Path.of("-")), out);
    assertThatThrownBy(twice::check)
        .hasMessage("standard input can be read once: - is given twice");
  }

  @Test
  void fullDiskIsToldWithWhatIsMissing() throws Exception {
    StandardInput input = input(EVENT.repeat(100_000), (64 << 20) + 100_000);
    input.begin();
    assertThatThrownBy(input::keep)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageContaining("disk must have room for standard input: " + input.files().get(0))
        .hasMessageContaining("ends after 64.0 KiB, at least ");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void whatAKilledRunLeftIsRemoved() throws IOException {
    Path left = input(EVENT, Long.MAX_VALUE).files().get(0);
    Files.createDirectories(left.getParent());
    Files.writeString(left, EVENT);

    new StandardInput(List.of(temp), out).keep();

    assertThat(out).isEmptyDirectory();
  }

  private StandardInput input(String text, long free) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new StandardInput(GIVEN, out, new ByteArrayInputStream(bytes), () -> free);
  }
}
