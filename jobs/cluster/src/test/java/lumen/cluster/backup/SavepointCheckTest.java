package lumen.cluster.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.SavepointNote;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints as folders of files: whether each change of each file is seen. */
class SavepointCheckTest {
  @TempDir private Path folder;

  private Path savepoint(String name, String job, int made) throws IOException {
    Path savepoint = Files.createDirectory(folder.resolve(name));
    Files.write(savepoint.resolve("_metadata"), bytes(300));
    Files.write(savepoint.resolve("0b5b-state"), bytes(5_000));
    Files.write(savepoint.resolve("empty-state"), new byte[0]);
    SavepointNote.write(
        savepoint.toUri().toString(), new JobStatus("0123", job, "RUNNING", 0, 0, 1, 0, 1));
    SavepointSums.write(savepoint);
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + made));
      }
    }
    return savepoint;
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (31 * i);
    }
    return bytes;
  }

  private static List<Path> filesOf(Path savepoint) throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      return files.sorted().toList();
    }
  }

  @Test
  void savepointAsItWasWrittenIsTaken() throws IOException {
    Path savepoint = savepoint("savepoint-1", "live", 1);
    assertThat(SavepointCheck.require(savepoint)).isTrue();
    Files.writeString(savepoint.resolve("FINAL"), "drained");
    assertThat(SavepointCheck.require(savepoint)).isTrue();
    Files.delete(savepoint.resolve(SavepointSums.FILE));
    assertThat(SavepointCheck.require(savepoint)).isFalse();
  }

  @Test
  void eachChangeOfEachFileIsRefusedByItsName() throws IOException {
    Path savepoint = savepoint("savepoint-1", "live", 1);
    for (Path file : filesOf(savepoint)) {
      byte[] whole = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      boolean list = name.equals(SavepointSums.FILE);
      for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 10)) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 0x40;
        refused(file, flipped, list ? "" : name);
        refused(file, Arrays.copyOf(whole, at), list ? "" : name);
      }
      refused(file, Arrays.copyOf(whole, whole.length + 1), list ? "" : name);
      if (!list) {
        Files.delete(file);
        assertThatThrownBy(() -> SavepointCheck.require(savepoint))
            .hasMessageContaining(": " + name + ": is missing;");
      }
      Files.write(file, whole);
    }
    Files.writeString(savepoint.resolve("stranger"), "");
    assertThatThrownBy(() -> SavepointCheck.require(savepoint))
        .hasMessageContaining("SHA256SUMS: has no line for stranger");
  }

  private void refused(Path file, byte[] changed, String named) throws IOException {
    Files.write(file, changed);
    assertThatThrownBy(() -> SavepointCheck.require(file.getParent()))
        .as("%s of %d bytes", file.getFileName(), changed.length)
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("a savepoint must be as it was written: " + file.getParent())
        .hasMessageContaining(named);
  }

  @Test
  void nextOlderOneOfTheSameJobThatIsWholeIsOffered() throws IOException {
    Path oldest = savepoint("savepoint-c", "live", 1);
    Path damagedToo = savepoint("savepoint-a", "live", 2);
    savepoint("savepoint-b", "other", 3);
    Path drained = savepoint("savepoint-d", "live", 4);
    Files.writeString(drained.resolve("FINAL"), "drained");
    Path damaged = savepoint("savepoint-e", "live", 5);
    savepoint("savepoint-f", "live", 6);
    Files.write(damagedToo.resolve("0b5b-state"), bytes(4_999));
    Files.write(damaged.resolve("_metadata"), bytes(301));
    assertThatThrownBy(() -> SavepointCheck.require(damaged))
        .hasMessageEndingWith("; the next older one is whole: --from " + oldest);
    Files.write(oldest.resolve("0b5b-state"), bytes(4_999));
    assertThatThrownBy(() -> SavepointCheck.require(damaged))
        .hasMessageEndingWith("; no older one of its job is whole");
  }

  @Test
  void listIsInTheFormOfSha256sum() throws Exception {
    Path savepoint = savepoint("savepoint-1", "live", 1);
    assertThat(Files.readAllLines(savepoint.resolve(SavepointSums.FILE)))
        .hasSize(4)
        .contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty-state")
        .isSortedAccordingTo((a, b) -> a.substring(66).compareTo(b.substring(66)));
  }
}
