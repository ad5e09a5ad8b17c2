package lumen.benchmarks.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Under what a row was measured: the command, the machine and the build.
 *
 * @param command what measures it again
 * @param machine processor, memory and Java
 * @param commit of the checkout; {@code +} behind it: with changes that are not committed
 */
public record Sitting(String command, String machine, String commit) {
  private static final double GIB = 1L << 30;
  private static final long PATIENCE_S = 10;

  /**
   * The sitting of a command of {@code scripts/benchmark}, here and now.
   *
   * @param words the command and its arguments
   * @param checkout folder whose commit is told
   */
  public static Sitting here(Path checkout, String... words) {
    String commit = said(checkout, "git", "rev-parse", "--short", "HEAD");
    boolean changed = !said(checkout, "git", "status", "--porcelain", "-uno").isEmpty();
    return new Sitting(
        "scripts/benchmark " + String.join(" ", words),
        thisMachine(),
        commit.isEmpty() ? "unknown" : commit + (changed ? "+" : ""));
  }

  /** A row of it, of the figures of all rounds. */
  public MeasuredRow row(BenchmarkRow row, double... rounds) {
    return row(row.key(), row.bar().unit(), rounds);
  }

  /** A row that need not stand in the table. */
  public MeasuredRow row(String key, RowUnit unit, double... rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0) {
      throw new IllegalArgumentException("there must be a round: row=" + key);
    }
    return new MeasuredRow(
        key,
        unit.figure(),
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        sorted[0],
        sorted[n - 1],
        n,
        command,
        machine,
        commit,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String thisMachine() {
    return String.format(
        Locale.ROOT,
        "%d x %s, %.0f GiB, JDK %s",
        Runtime.getRuntime().availableProcessors(),
        first("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        memoryBytes() / GIB,
        System.getProperty("java.version"));
  }

  private static double memoryBytes() {
    String[] words = first("/proc/meminfo", "MemTotal", "0 kB").split(" ", -1);
    return 1024 * Double.parseDouble(words[0]);
  }

  private static String first(String file, String name, String otherwise) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** What a program prints; nothing where it fails. */
  private static String said(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? text.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
