package lumen.ctl.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Devices that need to be told how to be read, each on a UDP port of its own: a glove sends
 * headings about north in packets of four, with -1 where it has none; a dial its figures as text; a
 * foot its steps, now and then none.
 */
final class OscHands implements AutoCloseable {
  static final String TENANT = "hands";

  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final int SAMPLES = 4;
  private static final double RHYTHM_HZ = 5;

  private final DatagramSocket socket;
  private final int glove = LiveRig.freePort();
  private final int dial = LiveRig.freePort();
  private final int foot = LiveRig.freePort();
  private final Thread thread = new Thread(this::play, "osc-hands");
  private volatile boolean enough;
  private long gloves;
  private long dials;
  private long steps;

  OscHands() throws IOException {
    socket = new DatagramSocket();
  }

  /** Lines of {@code streams}. */
  String streams() {
    return """
      - {name: left, source: glove-left, type: osc, addr: "127.0.0.1:%d", tenant: %s}
      - {name: dial, type: osc, addr: "127.0.0.1:%d", tenant: %s}
      - {name: foot, type: osc, addr: "127.0.0.1:%d", tenant: %s}
    """
        .formatted(glove, TENANT, dial, TENANT, foot, TENANT);
  }

  /** Adds to {@code sources}, which end sensors.yaml, how they are read. */
  static void describe(Path config) throws IOException {
    Files.writeString(
        config.resolve("sensors.yaml"),
        """
          glove-*: {samples: packet, rate_hz: 100, angle: degrees, invalid: ["<0"]}
          dial: {text: number, min_distinct: 4}
          foot: {interpolation: onset, onset: {min_s: 0.1, max_s: 0.5, missed: 1.6}}
        """,
        StandardOpenOption.APPEND);
  }

  void begin() {
    thread.start();
  }

  private void play() {
    long begun = System.nanoTime();
    try {
      for (int i = 0; !enough; i++) {
        for (long left = begun + i * PACKET_NANOS - System.nanoTime(); left > 0; ) {
          LockSupport.parkNanos(left);
          left = begun + i * PACKET_NANOS - System.nanoTime();
        }
        step(i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("loopback must take packets", e);
    }
  }

  private void step(int i) throws IOException {
    float[] headings = new float[SAMPLES];
    for (int k = 0; k < SAMPLES; k++) {
      double sway = 20 * sway(SAMPLES * i + k);
      headings[k] = i % 100 == 7 ? -1 : (float) ((sway + 360) % 360);
    }
    send(glove, OscPlay.message("/heading", headings));
    gloves++;
    String figure = String.format(Locale.ROOT, "%.4f", sway(SAMPLES * i));
    send(dial, OscPlay.text("/figure", figure));
    dials++;
    boolean step = i % 5 == 0 && i / 5 % 8 != 3;
    if (step) {
      send(foot, OscPlay.message("/step", 1));
      steps++;
    }
  }

  private static double sway(int sample) {
    return Math.sin(2 * Math.PI * RHYTHM_HZ * sample / 100) + 0.02 * Math.cos(9.7 * sample);
  }

  private void send(int port, byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
  }

  /** Ends the play; what was sent is told from then on. */
  void end() throws InterruptedException {
    enough = true;
    thread.join();
  }

  long messages() {
    return gloves + dials + steps;
  }

  long gloves() {
    return gloves;
  }

  long dials() {
    return dials;
  }

  long steps() {
    return steps;
  }

  @Override
  public void close() {
    enough = true;
    socket.close();
  }
}
