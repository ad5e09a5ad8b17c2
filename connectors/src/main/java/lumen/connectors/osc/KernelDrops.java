package lumen.connectors.osc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Packets that the operating system dropped because nobody took them in time: the last column of
 * {@code /proc/net/udp} and {@code udp6}, which count 32 bits since the socket was opened. Only
 * Linux tells. Safe for use by several threads.
 */
final class KernelDrops {
  /** Where Linux tells. */
  static final Path PROC_NET = Path.of("/proc/net");

  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LOCAL = 1;
  private static final int INODE = 9;
  private static final int DROPS = 12;

  /** A line of one of the tables: which socket, and what it lost. */
  private record Socket(long inode, long drops) {}

  private final Path folder;
  private final String local;
  private final LongSupplier nanos;
  private Socket last;
  private long lookedNanos;
  private long untaken;
  private long total;

  /**
   * Begins to count.
   *
   * @param bound where the socket is bound
   * @param folder that holds the tables
   * @param nanos a monotonic clock
   */
  KernelDrops(InetSocketAddress bound, Path folder, LongSupplier nanos) {
    this.folder = folder;
    this.nanos = nanos;
    local = local(bound);
    last = read();
    lookedNanos = nanos.getAsLong();
  }

  /** Whether losses are known. */
  synchronized boolean known() {
    return last != null;
  }

  /** Looks now, for instance because the socket is about to be closed. */
  synchronized void look() {
    Socket now = read();
    if (now == null) {
      return;
    }
    boolean same = last != null && last.inode == now.inode;
    long growth = same ? (now.drops - last.drops) & 0xffff_ffffL : now.drops;
    last = now;
    untaken += growth;
    total += growth;
  }

  /** Packets that were dropped since the last call, as far as looking once a second tells. */
  synchronized long take() {
    long now = nanos.getAsLong();
    if (now - lookedNanos >= EVERY_NANOS) {
      lookedNanos = now;
      look();
    }
    long taken = untaken;
    untaken = 0;
    return taken;
  }

  /** Packets that are known to have been dropped. */
  synchronized long total() {
    return total;
  }

  private Socket read() {
    Socket found = read(folder.resolve("udp"));
    return found != null ? found : read(folder.resolve("udp6"));
  }

  private Socket read(Path table) {
    try (Stream<String> lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.contains(local))
          .map(line -> line.trim().split("\\s+"))
          .filter(column -> column.length > DROPS && column[LOCAL].equals(local))
          .map(column -> new Socket(Long.parseLong(column[INODE]), Long.parseLong(column[DROPS])))
          .findFirst()
          .orElse(null);
    } catch (IOException | RuntimeException e) {
      return null; // not Linux, or not as Linux writes it: losses are not known
    }
  }

  /** The address as the tables have it: words of 32 bits in the machine's order, and the port. */
  private static String local(InetSocketAddress bound) {
    ByteBuffer address =
        ByteBuffer.wrap(bound.getAddress().getAddress()).order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    while (address.hasRemaining()) {
      text.append(String.format(Locale.ROOT, "%08X", address.getInt()));
    }
    return text.append(String.format(Locale.ROOT, ":%04X", bound.getPort())).toString();
  }
}
