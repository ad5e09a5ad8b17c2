package lumen.reporter;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process itself takes of its host, by the names that every Prometheus client has for it.
 * What the host does not tell is left out.
 */
final class ProcessFigures {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double KIB = 1_024;
  private static final double NANOS = 1e9;

  private ProcessFigures() {}

  /** Writes the figures of this moment. */
  static void writeTo(ExpositionBytes out) {
    figure(
        out,
        "process_resident_memory_bytes",
        "gauge",
        "Memory of the process that is in RAM",
        residentBytes());
    figure(
        out,
        "process_cpu_seconds_total",
        "counter",
        "CPU time of the process, of all cores together",
        cpuSeconds());
  }

  private static void figure(
      ExpositionBytes out, String name, String type, String help, double value) {
    if (!Double.isNaN(value)) {
      String head = "# HELP %s %s\n# TYPE %s %s\n%s{} ".formatted(name, help, name, type, name);
      out.append(ExpositionBytes.coded(head));
      out.value(value);
    }
  }

  private static double residentBytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(
              line -> Double.parseDouble(line.substring(RESIDENT.length()).replace("kB", "")) * KIB)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException | NumberFormatException e) {
      return Double.NaN; // no such file: not Linux
    }
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean host
            && host.getProcessCpuTime() >= 0
        ? host.getProcessCpuTime() / NANOS
        : Double.NaN;
  }
}
