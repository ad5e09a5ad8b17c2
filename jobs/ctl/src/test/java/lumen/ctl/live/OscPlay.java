package lumen.ctl.live;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A rig of sensors on UDP, in step with the wall clock: three of a rhythm of 5 Hz, one of them in
 * bundles with time tags, and now and then a text, a time tag of long ago and what is no OSC.
 */
final class OscPlay implements AutoCloseable {
  static final int HZ = 100;

  /** Messages and malformed packets of a second. */
  static final int PER_SECOND = 3 * HZ + 3;

  private static final double RHYTHM_HZ = 5;
  private static final long STEP_NANOS = 1_000_000_000L / HZ;
  private static final long NTP_OF_UNIX_EPOCH = 2_208_988_800L;
  private static final byte[] GARBAGE = "/x".getBytes(StandardCharsets.US_ASCII);

  private final DatagramSocket socket;
  private final List<InetSocketAddress> receivers;
  private final int width;
  private long sent;

  /**
   * Makes the rig.
   *
   * @param width numbers in each message of its first sensor
   * @param ports where it sends, on loopback
   */
  OscPlay(int width, Integer... ports) throws SocketException {
    socket = new DatagramSocket();
    this.width = width;
    receivers =
        List.of(ports).stream()
            .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .toList();
  }

  /**
   * Plays.
   *
   * @return messages and malformed packets sent to each receiver so far
   */
  long play(double seconds) {
    return play(seconds, 0);
  }

  /**
   * Plays after a silence.
   *
   * @return messages and malformed packets sent to each receiver so far
   */
  long play(double seconds, double silence) {
    long begun = System.nanoTime() + Math.round(silence * 1e9);
    for (int i = 0; i < seconds * HZ; i++) {
      pauseUntil(begun + i * STEP_NANOS);
      try {
        step(i);
      } catch (IOException e) {
        throw new UncheckedIOException("loopback must take packets", e);
      }
    }
    return sent;
  }

  private static void pauseUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void step(int i) throws IOException {
    double turn = 2 * Math.PI * RHYTHM_HZ * i / HZ;
    float[] values = new float[width];
    for (int k = 0; k < width; k++) {
      values[k] = (float) (Math.sin(turn + 0.1 * k) + 0.05 * Math.sin(7.3 * i + k));
    }
    send(message("/pulse", values));
    send(message("/belt", (float) (Math.sin(turn + 0.4) + 0.05 * Math.cos(11.1 * i))));
    long now = TimeUnit.MILLISECONDS.toMicros(Instant.now().toEpochMilli());
    send(bundle(now - 15_000, message("/sway", (float) Math.sin(turn - 0.9))));
    switch (i % HZ) {
      case 10 -> send(text("/mark", "second " + i / HZ));
      case 20 -> send(bundle(now - 2_000_000, message("/sway", 9)));
      case 30 -> send(GARBAGE);
      default -> {
        // Nothing beside.
      }
    }
  }

  private void send(byte[] packet) throws IOException {
    for (InetSocketAddress receiver : receivers) {
      socket.send(new DatagramPacket(packet, packet.length, receiver));
    }
    sent++;
  }

  static byte[] message(String address, float... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    string(out, address);
    string(out, "," + "f".repeat(values.length));
    for (float value : values) {
      out.writeFloat(value);
    }
    return bytes.toByteArray();
  }

  static byte[] text(String address, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    string(out, address);
    string(out, ",s");
    string(out, text);
    return bytes.toByteArray();
  }

  private static byte[] bundle(long micros, byte[] message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    string(out, "#bundle");
    out.writeInt((int) (micros / 1_000_000 + NTP_OF_UNIX_EPOCH));
    out.writeInt((int) (micros % 1_000_000 * (1L << 32) / 1_000_000));
    out.writeInt(message.length);
    out.write(message);
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    out.write(new byte[4 - bytes.length % 4]);
  }

  @Override
  public void close() {
    socket.close();
  }
}
