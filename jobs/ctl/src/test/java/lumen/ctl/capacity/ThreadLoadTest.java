package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThreadLoadTest {
  @Test
  void threadIsNamedByWhatItIsFor() {
    assertThat(ThreadLoad.what("fuse (1/1)#0")).isEqualTo("fuse");
    assertThat(ThreadLoad.what("order frames (1")).isEqualTo("order frames");
    assertThat(ThreadLoad.what("align -> side: ")).isEqualTo("align");
    assertThat(ThreadLoad.what("Source: recordi")).isEqualTo("source");
    assertThat(ThreadLoad.what("C2 CompilerThre")).isEqualTo("compilers");
    assertThat(ThreadLoad.what("G1 Conc#0")).isEqualTo("collector");
    assertThat(ThreadLoad.what("flink-pekko.act")).isEqualTo("others");
  }

  @Test
  void timeOfAThreadIsTold() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux tells of threads");
    ThreadLoad load = new ThreadLoad(ProcessHandle.current().pid());
    Thread busy =
        new Thread(
            () -> {
              long sum = 0;
              while (!Thread.currentThread().isInterrupted()) {
                sum += System.nanoTime();
              }
              assertThat(sum).isNotZero();
            },
            "fuse (1/1)#0");
    busy.start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              load.sample();
              return load.seconds().getOrDefault("fuse", 0.0) > 0.1;
            });
    busy.interrupt();
    busy.join();
    assertThat(load.seconds()).containsKey("others");
  }
}
