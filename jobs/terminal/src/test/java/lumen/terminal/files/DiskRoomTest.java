package lumen.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
  @TempDir private Path folder;

  @Test
  void isToldByWhatTheSystemSays() {
    IOException full = new FileSystemException("a", null, "No space left on device");
    assertThat(DiskRoom.isOut(full)).isTrue();
    assertThat(DiskRoom.isOut(new IllegalStateException("x", new UncheckedIOException(full))))
        .isTrue();
    assertThat(DiskRoom.isOut(new IOException("Disk quota exceeded"))).isTrue();
    assertThat(DiskRoom.isOut(new IOException("Permission denied"))).isFalse();
  }

  @Test
  void failureNamesThePathAndWhatIsMissing() {
    CommandFailure failure = DiskRoom.full(folder.resolve("a"), 3 << 20, null);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(failure)
        .hasMessageStartingWith(
            "disk must have room: %s needs 3.0 MiB more than there is, and has ",
            folder.resolve("a"));
    assertThat(DiskRoom.full(folder, 0, null))
        .hasMessageStartingWith("disk must have room: %s needs more than there is", folder);
  }

  @Test
  void onlyAFullDiskIsAddedToAFailure() {
    CommandFailure other = CommandFailure.failed("the job failed: no reason");
    WrittenPlace place = new WrittenPlace(folder.resolve("not/there"), () -> "and needs a lot");
    assertThat(DiskRoom.explained(other, List.of(place))).isSameAs(other);

    CommandFailure full = CommandFailure.failed("the job failed: No space left on device");
    WrittenPlace same = new WrittenPlace(folder, () -> "and is on the same disk");
    assertThat(DiskRoom.explained(full, List.of(place, same)))
        .hasMessageStartingWith(
            "the job failed: No space left on device; a disk is full: %s has ", place.path())
        .hasMessageEndingWith(" left, and needs a lot");

    CommandFailure bound = CommandFailure.failed("the job failed: File too large");
    assertThat(DiskRoom.explained(bound, List.of(place)))
        .hasMessageContaining("; files may grow no further (ulimit -f): " + place.path());
  }
}
