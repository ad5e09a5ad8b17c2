package lumen.ctl.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Three sensors that move together at 0.9 Hz, {@value #HZ} values a second each, and a reference
 * that beats five times a second, by OSC over UDP. Time tags say when each message was due, so that
 * a machine that stands still makes no unsteady hand.
 */
public final class PlayedStage implements AutoCloseable {
  /** Values a second of each sensor. */
  public static final int HZ = 20;

  /** Addresses of the sensors. */
  public static final List<String> SENSORS = List.of("/belt", "/wrist", "/ankle");

  private static final long NANOS = 1_000_000_000;
  private static final long NTP_OF_UNIX_EPOCH = 2_208_988_800L;
  private static final int BEATS_EVERY = 4;
  private static final double RHYTHM_HZ = 0.9;
  private static final double NOISE = 0.02;

  private final DatagramSocket socket = new DatagramSocket();
  private final InetSocketAddress sensors;
  private final InetSocketAddress reference;
  private final Random random;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Thread playing = new Thread(this::play, "stage");
  private volatile boolean closed;

  /**
   * A stage that is silent yet.
   *
   * @param sensorsPort on loopback, of the sensors
   * @param referencePort on loopback, of the reference
   * @param seed of the noise
   */
  public PlayedStage(int sensorsPort, int referencePort, long seed) throws IOException {
    sensors = new InetSocketAddress(InetAddress.getLoopbackAddress(), sensorsPort);
    reference = new InetSocketAddress(InetAddress.getLoopbackAddress(), referencePort);
    random = new Random(seed);
    playing.setDaemon(true);
  }

  /** Begins to play. */
  public void start() {
    playing.start();
  }

  /** Messages of the sensors that were sent. */
  public long messages() {
    return messages.get();
  }

  /** Times that nobody took a message. */
  public long refused() {
    return refused.get();
  }

  /** Sends packets that are no OSC to the sensors' port. */
  public void malformed(int packets) throws IOException {
    byte[] bytes = "/wrist".getBytes(US_ASCII);
    for (int i = 0; i < packets; i++) {
      socket.send(new DatagramPacket(bytes, bytes.length, sensors));
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  private void play() {
    long begun = System.nanoTime();
    Instant first = InstantSource.system().instant();
    for (long step = 0; !closed; step++) {
      long due = step * NANOS / HZ;
      for (long left = begun + due - System.nanoTime();
          left > 0 && !closed;
          left = begun + due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        play(step, first.plusNanos(due));
      } catch (IOException e) {
        // Nobody listens yet, or any more.
        refused.incrementAndGet();
      }
    }
  }

  private void play(long step, Instant at) throws IOException {
    double wave = StrictMath.sin(2 * StrictMath.PI * RHYTHM_HZ * step / HZ);
    for (String sensor : SENSORS) {
      send(sensors, at, sensor, (float) (wave + NOISE * random.nextGaussian()));
      messages.incrementAndGet();
    }
    if (step % BEATS_EVERY == 0) {
      send(reference, at, "/ure/tick", 1);
    }
  }

  /** A bundle of one message, with a time tag. */
  private void send(InetSocketAddress to, Instant at, String address, float value)
      throws IOException {
    byte[] name = padded(address);
    byte[] packet =
        ByteBuffer.allocate(20 + name.length + 8)
            .put(padded("#bundle"))
            .putInt((int) (at.getEpochSecond() + NTP_OF_UNIX_EPOCH))
            .putInt((int) (((long) at.getNano() << 32) / NANOS))
            .putInt(name.length + 8)
            .put(name)
            .put(padded(",f"))
            .putFloat(value)
            .array();
    socket.send(new DatagramPacket(packet, packet.length, to));
  }

  private static byte[] padded(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return Arrays.copyOf(bytes, (bytes.length / 4 + 1) * 4);
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
  }
}
