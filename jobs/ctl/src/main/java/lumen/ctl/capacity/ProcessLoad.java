package lumen.ctl.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Processor time and memory of one process over a run. Not for several threads at once. */
final class ProcessLoad {
  private static final long LEAST_NANOS = 100_000_000L;
  private static final double P95 = 0.95;

  private final ProcessHandle process;
  private final List<Double> shares = new ArrayList<>();
  private long firstNanos;
  private long lastNanos;
  private Duration firstCpu = Duration.ZERO;
  private Duration lastCpu = Duration.ZERO;
  private long peakBytes;

  ProcessLoad(long pid) {
    process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new IllegalStateException("process must live: pid=" + pid));
    firstNanos = System.nanoTime();
    lastNanos = firstNanos;
    firstCpu = cpu();
    lastCpu = firstCpu;
  }

  /** Takes a sample. */
  void sample() {
    long now = System.nanoTime();
    if (now - lastNanos < LEAST_NANOS) {
      return;
    }
    Duration cpu = cpu();
    shares.add(share(cpu.minus(lastCpu), now - lastNanos));
    lastNanos = now;
    lastCpu = cpu;
    peakBytes = Math.max(peakBytes, residentBytes());
  }

  ProcessUse use() {
    double[] sorted = shares.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double mean =
        lastNanos > firstNanos ? share(lastCpu.minus(firstCpu), lastNanos - firstNanos) : 0;
    double p95 = sorted.length == 0 ? 0 : sorted[(int) Math.ceil(P95 * sorted.length) - 1];
    return new ProcessUse(mean, p95, peakBytes);
  }

  /** Mean shares of equal parts of the run, in order; as many as were asked for, if it was long. */
  List<Double> spans(int parts) {
    List<Double> means = new ArrayList<>();
    int each = shares.size() / parts;
    for (int part = 0; each > 0 && part < parts; part++) {
      means.add(
          shares.subList(part * each, (part + 1) * each).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow());
    }
    return means;
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(lastCpu);
  }

  private static double share(Duration cpu, long nanos) {
    return (double) cpu.toNanos() / nanos / Runtime.getRuntime().availableProcessors();
  }

  /** {@code VmRSS} of Linux, in bytes. */
  private long residentBytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try {
      Optional<String> line =
          Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:")).findFirst();
      return line.map(l -> 1024 * Long.parseLong(digits(l))).orElse(0L);
    } catch (IOException e) {
      return 0;
    }
  }

  private static String digits(String line) {
    return Arrays.stream(line.split("\\D+"))
        .filter(word -> !word.isEmpty())
        .findFirst()
        .orElse("0");
  }
}
