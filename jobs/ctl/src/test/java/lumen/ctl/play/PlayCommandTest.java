package lumen.ctl.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording sent over real UDP. */
@Timeout(60)
class PlayCommandTest {
  private static final int EVENTS = 40;
  private static final double SPACING_S = 0.1;
  private static final double STALL_S = 1.0;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void record() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.3f,\"source\":\"belt\",\"key\":\"/x\",\"value\":%d}",
              1_760_000_000 + i * SPACING_S,
              i));
    }
    file = Files.write(folder.resolve("rec.ndjson"), lines);
  }

  /** What came, and when. */
  private record Heard(List<String> addresses, List<Long> nanos) {
    static Heard all(DatagramSocket ears) throws Exception {
      List<String> addresses = new ArrayList<>();
      List<Long> nanos = new ArrayList<>();
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      ears.setSoTimeout(2_000);
      try {
        while (true) {
          ears.receive(packet);
          nanos.add(System.nanoTime());
          String text =
              new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
          int from = text.startsWith("#bundle") ? 20 : 0;
          addresses.add(text.substring(from, text.indexOf(0, from)));
        }
      } catch (SocketTimeoutException e) {
        return new Heard(addresses, nanos);
      }
    }
  }

  @Test
  void everyEventIsSentAtItsMomentOnceForEachCopy() throws Exception {
    try (DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      List<Heard> heard = new ArrayList<>();
      Thread listening =
          new Thread(
              () -> {
                try {
                  heard.add(Heard.all(ears));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      listening.start();
      CommandRun run = play(ears, "--speed", "4", "--copies", "3", "--shift-now");
      listening.join();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(heard.get(0).addresses())
          .hasSize(3 * EVENTS)
          .startsWith("/belt.1/x", "/belt.2/x", "/belt.3/x", "/belt.1/x");
      List<Long> nanos = heard.get(0).nanos();
      double least = Double.MAX_VALUE;
      for (int i = EVENTS / 2; i < EVENTS; i++) {
        double lateS = (nanos.get(3 * i) - nanos.get(0)) / 1e9 - i * SPACING_S / 4;
        assertThat(lateS).as("event %d is not early", i).isGreaterThan(-STALL_S);
        least = Math.min(least, lateS);
      }
      assertThat(least).as("no drift").isLessThan(STALL_S);
      assertThat(run.out())
          .contains("played 40 events in ", " at speed 4, 3 copies", "SENT", "PER_S", "LATE_P99_MS")
          .containsPattern("osc 127[^ ]* +120 +[0-9.]+ +[0-9.]+ +[0-9.]+ +0 +0");
    }
  }

  private CommandRun play(DatagramSocket ears, String... more) {
    List<String> all = new ArrayList<>(List.of("play", file.toString()));
    all.addAll(List.of("--osc", "127.0.0.1:" + ears.getLocalPort()));
    all.addAll(List.of(more));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  @Test
  void whatNobodyTakesIsToldWithItsReason() throws Exception {
    String nobody;
    try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + gone.getLocalPort();
    }
    CommandRun run = LumenctlRun.of("play", file.toString(), "--osc", nobody, "--speed", "10");
    assertThat(run.out()).contains("refused by osc " + nobody + ": ", "nobody listens");
  }

  @Test
  void timesInWordsArePlayedAndABrokenEndIsTold() throws Exception {
    String line =
        "{\"ts\":\"2026-01-01T00:00:00.%dZ\",\"source\":\"a\",\"key\":\"k\",\"value\":1}\n";
    Path whole =
        Files.writeString(folder.resolve("iso.ndjson"), line.formatted(1) + line.formatted(2));
    Path cut = folder.resolve("cut.ndjson.gz");
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(Files.readAllBytes(file));
    }
    Files.write(cut, Arrays.copyOf(zipped.toByteArray(), zipped.size() - 20));
    try (DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String osc = "127.0.0.1:" + ears.getLocalPort();
      CommandRun words = LumenctlRun.of("play", whole.toString(), "--osc", osc);
      assertThat(words.exitCode()).as(words.err()).isEqualTo(ExitCode.OK);
      assertThat(words.out()).contains("played 2 events in 0.1 s").doesNotContain("no events");

      CommandRun broken = LumenctlRun.of("play", cut.toString(), "--osc", osc, "--speed", "100");
      assertThat(broken.exitCode()).as(broken.err()).isEqualTo(ExitCode.OK);
      assertThat(broken.out()).contains("played ", "broke off: " + cut + ": compressed part must");
    }
  }

  @Test
  void nothingSentIsAFailure() throws Exception {
    Path none = Files.writeString(folder.resolve("none.ndjson"), "{\"a\":1}\n");
    try (DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String osc = "127.0.0.1:" + ears.getLocalPort();
      CommandRun run = LumenctlRun.of("play", none.toString(), "--osc", osc);
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.out()).contains("played 0 events", "lines that are no events: 1");
      assertThat(
              LumenctlRun.of("play", file.toString(), "--osc", "x=" + osc, "--speed", "100")
                  .exitCode())
          .as("events of another source alone")
          .isEqualTo(ExitCode.FAILED);
    }
  }

  @Test
  void wrongUseIsSaid() {
    assertThat(LumenctlRun.of("play", file.toString()).err())
        .contains("--osc, --midi or --kafka must be given");
    assertThat(LumenctlRun.of("play", file.toString(), "--osc", "9000").err())
        .contains("--osc must be [SOURCE=]HOST:PORT: 9000");
    assertThat(LumenctlRun.of("play", file.toString(), "--osc", "h:1", "--speed", "0").err())
        .contains("--speed must be in 0.001..1000000: 0.0");
    CommandRun absent = LumenctlRun.of("play", file.toString(), "--midi", "no such device");
    assertThat(absent.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(absent.err()).contains("no MIDI device is there to play on: no such device");
  }
}
