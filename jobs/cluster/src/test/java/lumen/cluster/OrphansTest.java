package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphansTest {
  private static final ProcessName TASK_MANAGER = new ProcessName(Role.TASKMANAGER, 1);

  @TempDir private Path temp;

  @Test
  void processOfTheFolderThatNobodyWroteDownIsFound() throws Exception {
    ClusterDirectory own = new ClusterDirectory(temp.resolve("own"));
    ClusterDirectory other = new ClusterDirectory(temp.resolve("other"));
    Process process =
        new ProcessBuilder(
                "/bin/sh", "-c", "read line", "sh", "-Dlog.file=" + own.log(TASK_MANAGER))
            .start();
    try {
      assertThat(Orphans.of(own, TASK_MANAGER, Set.of()))
          .extracting(ProcessHandle::pid)
          .containsExactly(process.pid());
      assertThat(Orphans.of(own, TASK_MANAGER, Set.of(process.pid()))).as("known").isEmpty();
      assertThat(Orphans.of(own, ProcessName.JOB_MANAGER, Set.of())).isEmpty();
      assertThat(Orphans.of(other, TASK_MANAGER, Set.of())).isEmpty();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
