package lumen.ctl.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import lumen.cluster.ClusterDirectory;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that a job takes away while they are read. */
final class NewestStateTest {
  @TempDir private Path temp;
  private final List<String> read = new ArrayList<>();

  private ClusterDirectory cluster() {
    return new ClusterDirectory(temp);
  }

  private void checkpoint(int number) throws IOException {
    Path folder =
        Files.createDirectories(
            cluster().checkpoints().resolve("7c213dd87a3d418a97f0a0dddaff1e1f/chk-" + number));
    Path file = Files.write(folder.resolve("_metadata"), new byte[] {1});
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_767_225_600_000L + number));
  }

  /** Fails a number of times; each time the job has made another one. */
  private String reading(String uri, int failures) throws IOException {
    read.add(uri.replaceFirst(".*(chk-\\d+).*", "$1"));
    if (read.size() <= failures) {
      checkpoint(read.size() + 1);
      throw CommandFailure.failed("gone: " + uri);
    }
    return uri;
  }

  @Test
  void newerOneIsReadWhereTheFirstWasTakenAway() throws IOException {
    checkpoint(1);
    String found = NewestState.read("latest", cluster(), uri -> reading(uri, 2));
    assertThat(found).contains("chk-3");
    assertThat(read).containsExactly("chk-1", "chk-2", "chk-3");
  }

  @Test
  void failureWithoutANewerOneIsTold() throws IOException {
    checkpoint(1);
    assertThatThrownBy(
            () ->
                NewestState.read(
                    "latest",
                    cluster(),
                    uri -> {
                      read.add(uri);
                      throw CommandFailure.failed("bad: " + uri);
                    }))
        .hasMessageStartingWith("bad: ");
    assertThat(read).hasSize(1);
  }

  @Test
  void triesHaveAnEnd() throws IOException {
    checkpoint(1);
    assertThatThrownBy(
            () ->
                NewestState.read(
                    "latest", cluster(), uri -> reading(uri, NewestState.ATTEMPTS + 1)))
        .hasMessageStartingWith("gone: ");
    assertThat(read).hasSize(NewestState.ATTEMPTS);
  }

  @Test
  void whatIsNamedByItsPathIsReadOnce() throws IOException {
    checkpoint(1);
    Path named = cluster().checkpoints().resolve("7c213dd87a3d418a97f0a0dddaff1e1f/chk-1");
    assertThatThrownBy(() -> NewestState.read(named.toString(), cluster(), uri -> reading(uri, 1)))
        .hasMessageStartingWith("gone: ");
  }
}
