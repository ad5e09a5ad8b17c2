package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphansTest {
  @TempDir private Path temp;

  @Test
  void processOfTheFolderThatNobodyWroteDownIsFound() throws Exception {
    ClusterDirectory own = new ClusterDirectory(temp.resolve("own"));
    ClusterDirectory other = new ClusterDirectory(temp.resolve("other"));
    Process process =
        new ProcessBuilder(
                "/bin/sh", "-c", "read line", "sh", "-Dlog.file=" + own.log(Role.TASKMANAGER))
            .start();
    try {
      assertThat(Orphans.of(own, Role.TASKMANAGER, Set.of()))
          .extracting(ProcessHandle::pid)
          .containsExactly(process.pid());
      assertThat(Orphans.of(own, Role.TASKMANAGER, Set.of(process.pid()))).as("known").isEmpty();
      assertThat(Orphans.of(own, Role.JOBMANAGER, Set.of())).isEmpty();
      assertThat(Orphans.of(other, Role.TASKMANAGER, Set.of())).isEmpty();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
