package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ProcessIdTest {
  @Test
  @Timeout(120)
  void deadProcessThatItsParentDoesNotAskAfterIsDead() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "needs /proc of Linux");
    // The shell becomes a sleep, which never asks after the child that the shell had started.
    Process parent =
        new ProcessBuilder("/bin/sh", "-c", "sleep 0.2 & echo $!; exec sleep 60").start();
    try (var out = parent.inputReader()) {
      ProcessId child =
          ProcessId.of(ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow());
      Path stat = Path.of("/proc", Long.toString(child.pid()), "stat");
      while (!Files.readString(stat).contains(") Z ")) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(ProcessHandle.of(child.pid())).as("as the JVM sees it").isPresent();
      assertThat(child.alive()).isEmpty();
      assertThat(ProcessId.of(parent.toHandle()).alive()).isPresent();
    } finally {
      parent.destroyForcibly();
    }
  }
}
