package lumen.ctl.live;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who plays along: an oscillator of its own tempo that follows what it hears of {@code
 * /ure/velocity}, and whose movement is a sensor. What it hears and when is kept. With every beat
 * that it hears it moves its phase a share of the way to the beat and its rate a little, as a
 * person who taps along does (phase and period correction, Mates 1994).
 */
final class Performer implements AutoCloseable {
  private static final int MOVES_HZ = 100;
  private static final double PHASE_SHARE = 0.25;
  private static final double RATE_SHARE = 0.3;

  /** A beat that it heard. */
  record Beat(double seconds, int velocity, double phase) {}

  /** Note lengths that it heard, seconds. */
  final List<Float> noteLengths = new ArrayList<>();

  /** How it was told the bridge is, and when. */
  record Shown(double seconds, int state) {}

  /** What it was told of the bridge. */
  final List<Shown> states = new ArrayList<>();

  private final DatagramSocket ears;
  private final DatagramSocket sensor = new DatagramSocket();
  private final InetSocketAddress rig;
  private final String address;
  private final List<Beat> beats = new ArrayList<>();
  private final Thread hearing;
  private final Thread moving;
  private double hz;
  private double phase;
  private long phaseNanos = System.nanoTime();
  private volatile boolean closed;

  /**
   * Begins to move.
   *
   * @param hz its own tempo
   * @param address OSC address of its sensor
   * @param rigPort where the sensor sends to, on loopback
   */
  Performer(double hz, String address, int rigPort) throws IOException {
    this.hz = hz;
    this.address = address;
    rig = new InetSocketAddress(InetAddress.getLoopbackAddress(), rigPort);
    ears = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    ears.setSoTimeout(50);
    hearing = daemon(this::hear, address + " hears");
    moving = daemon(this::move, address + " moves");
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Where it listens. */
  int port() {
    return ears.getLocalPort();
  }

  /** What it has heard so far. */
  synchronized List<Beat> beats() {
    return List.copyOf(beats);
  }

  /** How long until its next beat. */
  long nanosToNextBeat() {
    double now = phaseAt(System.nanoTime());
    return Math.round((Math.floor(now) + 1 - now) / hz * 1e9);
  }

  /** Its phase in cycles at a moment. */
  private synchronized double phaseAt(long nanos) {
    return phase + hz * (nanos - phaseNanos) / 1e9;
  }

  private void hear() {
    byte[] bytes = new byte[512];
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
    while (!closed) {
      try {
        ears.receive(packet);
        heard(bytes, packet.getLength(), System.nanoTime());
      } catch (SocketTimeoutException e) {
        // Nothing was said.
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Address, types and one argument of four bytes, each padded to a multiple of four. */
  private synchronized void heard(byte[] bytes, int length, long nanos) {
    String said = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int last = length - 4;
    int argument =
        (bytes[last] & 0xff) << 24
            | (bytes[last + 1] & 0xff) << 16
            | (bytes[last + 2] & 0xff) << 8
            | (bytes[last + 3] & 0xff);
    if (said.startsWith("/lumen/stage/state")) {
      states.add(new Shown(nanos / 1e9, argument));
    } else if (said.startsWith("/ure/note_len")) {
      noteLengths.add(Float.intBitsToFloat(argument));
    } else if (said.startsWith("/ure/velocity")) {
      double before = phase + hz * (nanos - phaseNanos) / 1e9;
      double error = Math.rint(before) - before;
      beats.add(new Beat(System.currentTimeMillis() / 1e3, argument, -error));
      phase = before + PHASE_SHARE * error;
      phaseNanos = nanos;
      hz += RATE_SHARE * error;
    }
  }

  private void move() {
    long begun = System.nanoTime();
    for (long i = 0; !closed; i++) {
      long at = begun + i * 1_000_000_000L / MOVES_HZ;
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        byte[] packet = message(address, Math.sin(2 * Math.PI * phaseAt(System.nanoTime())));
        sensor.send(new DatagramPacket(packet, packet.length, rig));
      } catch (IOException e) {
        throw new UncheckedIOException("loopback must take packets", e);
      }
    }
  }

  /** An OSC message of one number. */
  static byte[] message(String address, double value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (String text : List.of(address, ",f")) {
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      out.write(ascii);
      out.write(new byte[4 - ascii.length % 4]);
    }
    out.writeFloat((float) value);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    hearing.join();
    moving.join();
    ears.close();
    sensor.close();
  }
}
