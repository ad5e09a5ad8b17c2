package lumen.ctl.drill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stages on which nothing goes wrong: of each three sensors move together at 0.9 Hz, and a
 * reference ticks five times a second, over UDP and in step with the clock. Time tags say when each
 * message was due, so that a machine that stands still makes no unsteady hand.
 */
final class SteadyStages implements AutoCloseable {
  private static final int HZ = 20;
  private static final long MICROS = 1_000_000;
  private static final long NTP_OF_UNIX_EPOCH = 2_208_988_800L;
  private static final int TICKS_EVERY = 4;
  private static final double RHYTHM_HZ = 0.9;
  private static final double LITTLE_NOISE = 0.02;
  private static final String[] SENSORS = {"/belt", "/wrist", "/ankle"};

  private final DatagramSocket socket = new DatagramSocket();
  private final List<InetSocketAddress> rigs = new ArrayList<>();
  private final List<InetSocketAddress> engines = new ArrayList<>();
  private final Random random = new Random(11);
  private final double noise;
  private final Thread playing = new Thread(this::play, "steady stages");
  private volatile boolean closed;
  private volatile String silent = "";

  /** Finds ports for so many stages, and is silent. */
  SteadyStages(int stages) throws IOException {
    this(stages, LITTLE_NOISE);
  }

  /**
   * Finds ports for so many stages, and is silent.
   *
   * @param noise standard deviation of what is added to each value, whose swing is 1
   */
  SteadyStages(int stages, double noise) throws IOException {
    this.noise = noise;
    List<DatagramSocket> held = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      rigs.add(freePort(held));
      engines.add(freePort(held));
    }
    held.forEach(DatagramSocket::close);
    playing.setDaemon(true);
  }

  /** A port that is held until all are found, so that none is found twice. */
  private static InetSocketAddress freePort(List<DatagramSocket> held) throws IOException {
    DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    held.add(free);
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
  }

  /** Writes the streams as a config folder has them. */
  void configure(Path config) throws IOException {
    StringBuilder streams = new StringBuilder("streams:\n");
    StringBuilder sources = new StringBuilder("sources:\n");
    for (int i = 0; i < rigs.size(); i++) {
      String form = "  - {name: %s%d, type: osc, addr: '127.0.0.1:%d', tenant: stage%d}\n";
      streams.append(form.formatted("rig", i, rigs.get(i).getPort(), i));
      streams.append(form.formatted("engine", i, engines.get(i).getPort(), i));
      sources.append("  engine%d: {role: ure}\n  rig%d: {rate_hz: %d}\n".formatted(i, i, HZ));
    }
    Files.writeString(config.resolve("sensors.yaml"), streams.append(sources));
  }

  /** Begins to play. */
  void start() {
    playing.start();
  }

  /** One of the sensors dies, on all stages. */
  void silence(String sensor) {
    if (!List.of(SENSORS).contains(sensor)) {
      throw new IllegalArgumentException("must be one of " + List.of(SENSORS) + ": " + sensor);
    }
    silent = sensor;
  }

  private void play() {
    long begun = System.nanoTime();
    long begunMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    for (long step = 0; !closed; step++) {
      long at = begun + step * TimeUnit.SECONDS.toNanos(1) / HZ;
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        play(step, begunMicros + step * TimeUnit.SECONDS.toMicros(1) / HZ);
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException("loopback must take packets", e);
        }
      }
    }
  }

  private void play(long step, long micros) throws IOException {
    double phase = RHYTHM_HZ * step / HZ;
    for (int stage = 0; stage < rigs.size(); stage++) {
      for (String sensor : SENSORS) {
        double value = Math.sin(2 * Math.PI * phase) + noise * random.nextGaussian();
        if (!sensor.equals(silent)) {
          send(rigs.get(stage), micros, sensor, (float) value);
        }
      }
      if (step % TICKS_EVERY == 0) {
        send(engines.get(stage), micros, "/ure/tick", 1);
      }
    }
  }

  /** A bundle of one message, with a time tag. */
  private void send(InetSocketAddress to, long micros, String address, float value)
      throws IOException {
    byte[] name = padded(address);
    byte[] packet =
        ByteBuffer.allocate(20 + name.length + 8)
            .put(padded("#bundle"))
            .putInt((int) (micros / MICROS + NTP_OF_UNIX_EPOCH))
            .putInt((int) (((micros % MICROS) << 32) / MICROS))
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
