package lumen.ctl.drill;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Sensors on UDP, 50 times a second, that fall silent now and then and now and then send far more
 * than anybody takes. Every packet holds one message, since the operating system counts the packets
 * that it drops, not the messages.
 */
final class OscRig implements AutoCloseable {
  /** Of {@code max_packet_bytes}: what is larger is rejected. */
  static final int MAX_PACKET_BYTES = 512;

  /** Of {@code queue_packets}: far less than a flood brings. */
  static final int QUEUE_PACKETS = 256;

  private static final int HZ = 50;
  private static final long NANOS = 1_000_000_000;

  /**
   * So late it was not the rig that paused, but the machine; well below {@code max_gap_s}, so that
   * what is not noticed makes no gap.
   */
  private static final long STALL_NANOS = 500_000_000;

  /** Seconds without a pause of the machine after which it is warm. */
  private static final double WARM_S = 5;

  private static final double RHYTHM_HZ = 5;
  private static final int FLOOD_PACKETS = 20_000;
  private static final long NTP_OF_UNIX_EPOCH = 2_208_988_800L;
  private static final byte[] MALFORMED = "/rig".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TOO_LARGE = new byte[MAX_PACKET_BYTES + 4];

  /** While it was silent. */
  final Spans silent = new Spans();

  /** While it was silent or sent too much, and when the machine stood still. */
  final Spans disturbed = new Spans();

  private final DatagramSocket socket;
  private final InetSocketAddress receiver;
  private double begun;
  private double ended;
  private long sent;
  private int step;
  private int floods;

  OscRig(int port) throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    receiver = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** When its drill began. */
  double begun() {
    return begun;
  }

  /** When it ended. */
  double ended() {
    return ended;
  }

  /** Messages, and packets that are none. */
  long sent() {
    return sent;
  }

  /** What was injected, for people. */
  String faults() {
    return "floods %d of %d packets, silences %d"
        .formatted(floods, FLOOD_PACKETS, silent.all().size());
  }

  /**
   * Plays until the machine no longer stands still now and then, as it does while the job's
   * programs are new.
   *
   * @param maxS seconds after which it is taken as it is
   */
  void warmUp(double maxS) throws IOException {
    long now = System.nanoTime();
    long end = now + (long) (maxS * 1e9);
    long warm = now + (long) (WARM_S * 1e9);
    for (long planned = now; planned < warm && planned < end; planned += NANOS / HZ) {
      Timing.until(planned);
      if (System.nanoTime() - planned > STALL_NANOS) {
        planned = System.nanoTime();
        warm = planned + (long) (WARM_S * 1e9);
      }
      step();
    }
  }

  /** Plays until everything is quiet. */
  void run(Timing timing) throws IOException {
    begun = Spans.now();
    play(timing, timing.calmS());
    while (timing.has(1)) {
      flood();
      play(timing, timing.between(2, 3));
      if (timing.has(7)) {
        silence(timing);
        play(timing, timing.restS());
      }
      play(timing, timing.between(0, timing.restS()));
    }
    ended = Spans.now();
  }

  private void silence(Timing timing) {
    silent.begin();
    disturbed.begin();
    timing.pause(timing.between(4.5, 6));
    disturbed.end();
    silent.end();
  }

  private void flood() throws IOException {
    disturbed.begin();
    for (int i = 0; i < FLOOD_PACKETS; i++) {
      if (i % 50 == 0) {
        send(i % 100 == 0 ? MALFORMED : TOO_LARGE);
      } else {
        send(message(i % 2 == 0 ? "/rig/flood" : "/noise", i));
      }
    }
    floods++;
    disturbed.end();
  }

  private void play(Timing timing, double seconds) throws IOException {
    long first = System.nanoTime();
    for (int i = 0; i < seconds * HZ && timing.has(0); i++) {
      long planned = first + i * NANOS / HZ;
      Timing.until(planned);
      if (System.nanoTime() - planned > STALL_NANOS) {
        disturbed.begin();
        disturbed.end();
      }
      step();
    }
  }

  private void step() throws IOException {
    double turn = 2 * Math.PI * RHYTHM_HZ * Spans.now();
    send(message("/rig/pulse", Math.sin(turn), Math.sin(turn + 0.3)));
    send(message("/rig/belt", Math.sin(turn + 0.5) + 0.1 * Math.sin(11.1 * step)));
    send(bundle(Spans.now() - 0.01, message("/rig/sway", Math.sin(turn - 0.9))));
    switch (step++ % HZ) {
      case 10 -> send(text("/rig/mark", "second " + step / HZ));
      case 15 -> send(message("/noise", step));
      case 20 -> send(bundle(Spans.now() - 2, message("/rig/sway", 9)));
      case 30 -> send(MALFORMED);
      case 40 -> send(TOO_LARGE);
      default -> {
        // Nothing beside.
      }
    }
  }

  private void send(byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length, receiver));
    sent++;
  }

  private static byte[] message(String address, double... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    string(out, address);
    string(out, "," + "d".repeat(values.length));
    for (double value : values) {
      out.writeDouble(value);
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String address, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    string(out, address);
    string(out, ",s");
    string(out, text);
    return bytes.toByteArray();
  }

  private static byte[] bundle(double seconds, byte[] message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    string(out, "#bundle");
    out.writeInt((int) ((long) seconds + NTP_OF_UNIX_EPOCH));
    out.writeInt((int) (long) ((seconds - (long) seconds) * 0x1p32));
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
