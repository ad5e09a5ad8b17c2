package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final int LOOKS = 2_000;

  @TempDir private Path temp;

  /** A capture looks at the log of a job that goes on. */
  @Test
  void partsThatAreCommittedMeanwhileAreNoFailure() throws Exception {
    Path log = Files.createDirectories(temp.resolve("log"));
    Files.createFile(log.resolve("part-first.ndjson"));
    OutputFolder folder = new OutputFolder(temp);
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> job = CompletableFuture.runAsync(() -> commit(log, enough));
    for (int i = 0; i < LOOKS; i++) {
      assertThat(folder.parts("log"))
          .contains(log.resolve("part-first.ndjson"))
          .allMatch(part -> part.getFileName().toString().startsWith("part-"));
    }
    enough.set(true);
    job.join();
  }

  private static void commit(Path log, AtomicBoolean enough) {
    try {
      for (int i = 0; !enough.get(); i = (i + 1) % 20) {
        Path begun = Files.createFile(log.resolve(".part-" + i + ".ndjson.inprogress.1"));
        Path committed = Files.move(begun, log.resolve("part-" + i + ".ndjson"));
        Files.delete(committed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder must take parts", e);
    }
  }
}
