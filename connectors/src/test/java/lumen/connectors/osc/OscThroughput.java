package lumen.connectors.osc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lumen.connectors.live.ArrivalClock;
import lumen.event.KeyFilter;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;

/**
 * Measures by hand what an input takes on loopback: {@code receive PORT SECONDS} and, in a process
 * of its own, {@code send PORT SECONDS MESSAGES_PER_S [BUNDLE]} with 0 for as fast as it goes.
 */
final class OscThroughput {
  private static final int ADDRESSES = 64;
  private static final long STEP_NANOS = 1_000_000;

  private OscThroughput() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("receive")) {
      receive(port, seconds);
    } else {
      int bundle = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
      send(port, seconds, Integer.parseInt(arguments[3]), bundle);
    }
  }

  private static void send(int port, int seconds, int rate, int bundle) throws IOException {
    ByteBuffer[] packets = new ByteBuffer[ADDRESSES];
    Arrays.setAll(packets, i -> packet(i, bundle));
    long sent = 0;
    try (DatagramChannel channel =
        DatagramChannel.open()
            .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      long start = System.nanoTime();
      long end = start + TimeUnit.SECONDS.toNanos(seconds);
      for (long now = start; now < end; now = System.nanoTime()) {
        long due = rate == 0 ? sent + 100L * bundle : (now - start) / 1000 * rate / 1_000_000;
        for (; sent < due; sent += bundle) {
          channel.write(packets[(int) (sent / bundle % ADDRESSES)].rewind());
        }
        if (rate > 0) {
          LockSupport.parkNanos(STEP_NANOS);
        }
      }
      double took = (System.nanoTime() - start) / 1e9;
      System.out.printf("sent %d messages, %.0f per s%n", sent, sent / took);
    }
  }

  private static ByteBuffer packet(int i, int bundle) {
    byte[] message = Packets.message("/rig/sensor" + i + "/x", i);
    byte[][] all = new byte[bundle][];
    Arrays.fill(all, message);
    byte[] packet = bundle == 1 ? message : Packets.bundle(OscTimeTag.IMMEDIATELY, all);
    return ByteBuffer.allocateDirect(packet.length).put(packet);
  }

  private static void receive(int port, int seconds)
      throws LiveInputException, InterruptedException {
    OscOptions options =
        new OscOptions("127.0.0.1", port, 8192, 65_536, 4 << 20, List.of(), KeyFilter.ALL, true);
    long[] counts = new long[2];
    long lastNanos = 0;
    long firstNanos = 0;
    Semaphore woken = new Semaphore(0);
    try (OscInput input = new OscInput(options, ArrivalClock.ofMachine())) {
      input.open(woken::release);
      System.out.println(input.status());
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        if (!woken.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          continue;
        }
        firstNanos = firstNanos == 0 ? System.nanoTime() : firstNanos;
        while (input.drain(message -> count(message, counts), 1000) >= 1000) {
          woken.drainPermits();
        }
        lastNanos = System.nanoTime();
      }
      input.close();
      while (input.drain(message -> count(message, counts), 1000) > 0) {
        woken.drainPermits();
      }
      double took = (lastNanos - firstNanos) / 1e9;
      double cpu = cpuSeconds();
      System.out.printf(
          "received %d, dropped %d, %.0f per s over %.1f s, cpu %.2f s = %.0f %% of a core%n%s%n",
          counts[0], counts[1], counts[0] / took, took, cpu, 100 * cpu / took, input.status());
    }
  }

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static void count(LiveMessage message, long[] counts) {
    if (message instanceof LiveMessage.Dropped dropped) {
      counts[1] += dropped.count();
    } else {
      counts[0]++;
    }
  }
}
