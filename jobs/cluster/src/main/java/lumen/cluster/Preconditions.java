package lumen.cluster;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lumen.terminal.CommandFailure;

/** What must hold before processes are started; each breach is one line. */
public final class Preconditions {
  private static final double GIB = 1L << 30;
  private static final int LAST_PORT = 65_535;

  private Preconditions() {}

  /** The port of the REST API must be free on loopback. */
  static void portIsFree(int port) {
    portIsFree(port, "lumenctl cluster start");
  }

  /** The ports of the metrics must be free on loopback: Flink itself would only log that. */
  static void portsAreFree(MetricsPorts ports) {
    ports
        .wanted()
        .forEach(
            (option, port) -> {
              if (!free(port)) {
                throw CommandFailure.failed(
                    "port in use: another program listens on 127.0.0.1:%d, where metrics are to be"
                            .formatted(port)
                        + " served; `lumenctl cluster start %s N` takes another, 0 none"
                            .formatted(option));
              }
            });
  }

  /**
   * A port must be free on loopback.
   *
   * @param command the command whose {@code --port} chooses another
   */
  public static void portIsFree(int port, String command) {
    if (!free(port)) {
      throw CommandFailure.failed(
          "port in use: another program listens on 127.0.0.1:%d; `%s --port N` takes another"
              .formatted(port, command));
    }
  }

  /** As below, for the session cluster. */
  static void memorySuffices(long neededBytes, long availableBytes) {
    memorySuffices("the cluster", neededBytes, availableBytes);
  }

  /**
   * The memory must be there.
   *
   * @param what what needs it
   * @param neededBytes what its processes take at most
   * @param availableBytes what the machine or container can give now
   */
  public static void memorySuffices(String what, long neededBytes, long availableBytes) {
    if (availableBytes < neededBytes) {
      throw CommandFailure.failed(
          String.format(
              Locale.ROOT,
              "not enough memory: %s needs %.1f GiB, %.1f GiB are available; close other"
                  + " programs or lower the sizes in deploy/local/config.yaml",
              what,
              neededBytes / GIB,
              availableBytes / GIB));
    }
  }

  /**
   * Memory that new processes can take without swapping, in bytes; not more than a container's
   * limit.
   */
  public static long availableMemory() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize();
    Path linux = Path.of("/proc/meminfo");
    if (!Files.isReadable(linux)) {
      return total;
    }
    return Files.readAllLines(linux).stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .map(available -> Math.min(available, total))
        .findFirst()
        .orElse(total);
  }

  /** The first port from the given one on that nobody listens on. */
  public static int freePortFrom(int first) {
    for (int port = first; port <= LAST_PORT; port++) {
      if (free(port)) {
        return port;
      }
    }
    throw CommandFailure.failed("no port is free on 127.0.0.1 from " + first);
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
