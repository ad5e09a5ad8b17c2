package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessLoadTest {
  @Test
  void aBusyProcessUsesProcessorAndMemory() {
    ProcessLoad load = new ProcessLoad(ProcessHandle.current().pid());
    long until = System.nanoTime() + 250_000_000L;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    load.sample();
    assertThat(load.use().meanCpu()).isBetween(0.0, 1.1);
    assertThat(load.use().p95Cpu()).isGreaterThan(0);
    if (Files.isReadable(Path.of("/proc/self/status"))) {
      assertThat(load.use().peakBytes()).isGreaterThan(1 << 20);
    }
  }

  @Test
  void aDeadProcessIsRefused() {
    assertThatThrownBy(() -> new ProcessLoad(Long.MAX_VALUE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("process must live: pid=");
  }
}
