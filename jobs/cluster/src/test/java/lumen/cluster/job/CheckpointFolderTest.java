package lumen.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import lumen.cluster.ClusterDirectory;
import lumen.cluster.SavepointArgument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFolderTest {
  @TempDir private Path temp;

  @Test
  void newestIsByNumberAndOnlyIfComplete() throws IOException {
    complete("checkpoints/job/chk-9", 1);
    Path best = complete("checkpoints/job/chk-10", 2);
    Files.createDirectories(temp.resolve("checkpoints/job/chk-11"));
    Files.createDirectories(temp.resolve("checkpoints/job/shared"));
    assertThat(CheckpointFolder.newest(temp.resolve("checkpoints"), "job"))
        .contains(best.toUri().toString());
    assertThat(CheckpointFolder.newest(temp.resolve("checkpoints"), "other")).isEmpty();
  }

  @Test
  void latestIsTheNewestOfCheckpointsAndSavepointsButNeverAFinalOne() throws IOException {
    complete("checkpoints/job/chk-3", 10);
    Path savepoint = complete("savepoints/savepoint-1", 20);
    CheckpointFolder.markFinal(complete("savepoints/savepoint-2", 30));
    assertThat(SavepointArgument.resolve("latest", new ClusterDirectory(temp)))
        .isEqualTo(savepoint.toUri().toString());
  }

  @Test
  void finalSavepointIsRefused() throws IOException {
    Path savepoint = complete("savepoints/savepoint-2", 30);
    CheckpointFolder.markFinal(savepoint);
    assertThatThrownBy(
            () -> SavepointArgument.resolve(savepoint.toString(), new ClusterDirectory(temp)))
        .hasMessage(
            "must not be final: %s was taken with drain, after the end of its input", savepoint);
  }

  @Test
  void folderWithoutMetadataIsRefused() {
    assertThatThrownBy(() -> SavepointArgument.resolve(temp.toString(), new ClusterDirectory(temp)))
        .hasMessage("must hold a complete savepoint (_metadata): %s", temp);
    assertThatThrownBy(() -> SavepointArgument.resolve("latest", new ClusterDirectory(temp)))
        .hasMessage("no complete checkpoint or savepoint lies in %s", temp);
  }

  private Path complete(String name, long seconds) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    Path metadata = Files.createFile(folder.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(seconds * 1000));
    return folder;
  }
}
