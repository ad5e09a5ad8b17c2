package lumen.ctl.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChaosCommandTest {
  @TempDir private Path temp;

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static CommandRun relay(int port, String fault, String time) {
    return LumenctlRun.of(
        "chaos",
        "relay",
        "--listen",
        Integer.toString(port),
        "--to",
        "127.0.0.1:9",
        "--fault",
        fault,
        "--for",
        time,
        "--leave");
  }

  @Test
  void faultThatMetNothingWasNotInjected() throws Exception {
    CommandRun run = relay(freeUdpPort(), "loss:1", "0.2s");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).startsWith("NOT_INJECTED loss:1.0: of 0 that came 0 lost");
  }

  @Test
  void faultThatWasAppliedIsCounted() throws Exception {
    int port = freeUdpPort();
    ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    CommandRun run;
    try {
      sender.scheduleAtFixedRate(() -> send(port), 0, 20, TimeUnit.MILLISECONDS);
      run = relay(port, "loss:1", "3s");
    } finally {
      sender.shutdownNow();
    }
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("injected loss:1.0: of ");
  }

  private static void send(int port) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[4], 4, InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void wrongFaultIsOneLine() throws Exception {
    CommandRun run = relay(freeUdpPort(), "storm:1", "1s");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualTo(
            "lumenctl: --fault must be delay, jitter, loss or spike, such as delay:800ms:"
                + " storm:1\n");
  }

  @Test
  void nobodysOnlyDiskIsFilled() {
    CommandRun run = LumenctlRun.of("chaos", "fill", "/", "--for", "1s");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("must lie on a disk of its own of at most 1 GiB");
  }

  @Test
  void ballastGivesTheRoomBack() throws Exception {
    try (DiskBallast ballast = DiskBallast.fill(temp, 100_000)) {
      assertThat(ballast.full()).as("there was room for more").isFalse();
      assertThat(Files.list(temp))
          .singleElement()
          .satisfies(file -> assertThat(file).isRegularFile());
    }
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void withoutAClusterNothingIsKilled() {
    System.setProperty("lumen.cluster.dir", temp.resolve("none").toString());
    try {
      CommandRun run = LumenctlRun.of("chaos", "kill", "taskmanager");
      assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(run.err()).contains("no session cluster runs in");
    } finally {
      System.clearProperty("lumen.cluster.dir");
    }
  }
}
