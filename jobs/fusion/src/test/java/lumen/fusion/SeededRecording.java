package lumen.fusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A recording of minutes made from a seed, for {@link ShortWindows}: two tenants; channels of
 * uneven rates, out of order; a channel that dies and returns, onsets, a reference engine; late
 * events, duplicates, text, filtered channels and bad lines.
 */
record SeededRecording(List<Line> lines) {
  static final long T0_S = 1_760_000_000L;
  static final int SECONDS = 130;

  private static final long MICROS = 1_000_000;

  /**
   * A line of the recording.
   *
   * @param arrival when it was written, microseconds
   * @param micros event time; Long.MIN_VALUE for a bad line
   * @param source event source
   * @param key channel key
   * @param value JSON value, or the whole line where it is bad
   * @param tenant tenant
   */
  record Line(long arrival, long micros, String source, String key, String value, String tenant) {
    String json() {
      return micros == Long.MIN_VALUE
          ? value
          : String.format(
              Locale.ROOT,
              "{\"ts\":%d.%06d,\"source\":\"%s\",\"key\":\"%s\",\"value\":%s,"
                  + "\"meta\":{\"tenant\":\"%s\"}}",
              micros / MICROS,
              micros % MICROS,
              source,
              key,
              value,
              tenant);
    }

    private boolean isNumber() {
      return value.charAt(0) == '-' || Character.isDigit(value.charAt(0));
    }

    private Line withValue(String other) {
      return new Line(arrival, micros, source, key, other, tenant);
    }

    private Line later(long byMicros) {
      return micros == Long.MIN_VALUE
          ? this
          : new Line(arrival + byMicros, micros + byMicros, source, key, value, tenant);
    }
  }

  static SeededRecording of(long seed) {
    List<Line> lines = new ArrayList<>();
    Random random = new Random(seed);
    oscillation(lines, random, "a", "left", "x", 20, 0.0, 1);
    oscillation(lines, random, "a", "belt", "acc_z", 33, 0.3, 1);
    oscillation(lines, random, "a", "belt", "battery", 1, 0.3, 1);
    oscillation(lines, random, "a", "right", "pose", 12, -0.2, 2);
    lines.removeIf(
        line -> line.source().equals("right") && line.micros() > at(40) && line.micros() < at(75));
    taps(lines, random);
    reference(lines, random);
    ticks(lines, random);
    oscillation(lines, random, "b", "left", "x", 10, 0.1, 1);
    oscillation(lines, random, "b", "right", "x", 25, 0.0, 1);
    late(lines, random);
    disorder(lines);
    lines.sort(Comparator.comparingLong(Line::arrival));
    return new SeededRecording(List.copyOf(lines));
  }

  static long at(double s) {
    return T0_S * MICROS + (long) (s * MICROS);
  }

  /** Adds a channel of noisy oscillation at uneven times, one sample in fifty twice. */
  private static void oscillation(
      List<Line> lines,
      Random random,
      String tenant,
      String source,
      String key,
      int rateHz,
      double lagS,
      int elements) {
    for (int i = 0; i < SECONDS * rateHz; i++) {
      double s = (i + 0.7 * random.nextDouble()) / rateHz;
      String value = "";
      for (int element = 0; element < elements; element++) {
        double clean = StrictMath.sin(2 * Math.PI * (0.83 * (s - lagS) + 0.2 * element));
        boolean outlier = random.nextInt(200) == 0;
        double x = outlier ? 40 : (1 + 0.3 * StrictMath.sin(0.4 * s)) * clean;
        value += (element > 0 ? "," : "") + (x + 0.15 * random.nextGaussian());
      }
      String json = elements > 1 ? "[" + value + "]" : value;
      long arrival = at(s) + (long) (random.nextDouble() * 1.4 * MICROS);
      lines.add(new Line(arrival, at(s), source, key, json, tenant));
      if (random.nextInt(50) == 0) {
        lines.add(
            new Line(
                arrival + random.nextInt(300_000),
                at(s),
                source,
                key,
                elements > 1 ? "[0.5,0.25]" : "0.5",
                tenant));
      }
    }
  }

  private static void taps(List<Line> lines, Random random) {
    for (double s = 1; s < SECONDS; s += 1.2 + 0.05 * random.nextGaussian()) {
      lines.add(new Line(at(s) + 1000, at(s), "taps", "tap", "1", "a"));
    }
  }

  private static void reference(List<Line> lines, Random random) {
    for (int s = 5; s < 100; s += 2) {
      if (s < 50 || s > 75) {
        for (String key :
            List.of(
                "ure_coherence_level",
                "ure_harmony_index",
                "ure_hz",
                "ure_residual_entropy_last")) {
          double value = 0.8 + 0.1 * random.nextDouble();
          lines.add(new Line(at(s) + 5, at(s), "ure", key, Double.toString(value), "a"));
        }
      }
    }
  }

  /** A pulse of 5 Hz that slows down as far as the loop can follow within its budget; a pause. */
  private static void ticks(List<Line> lines, Random random) {
    int number = 0;
    for (double s = 2; s < 118; s += 0.2 + 0.00001 * s) {
      double at = s + 0.002 * random.nextGaussian();
      if (s < 60 || s > 66) {
        String value = Integer.toString(number++);
        lines.add(new Line(at(at) + 900, at(at), "ure", "/ure/tick", value, "a"));
      }
    }
  }

  /** Copies of tenant a's events, written 9 to 12 s after their time. */
  private static void late(List<Line> lines, Random random) {
    for (int i = 0; i < 40; i++) {
      double s = 20 + 90 * random.nextDouble();
      long arrival = at(s + 9 + 3 * random.nextDouble());
      lines.add(new Line(arrival, at(s), "left", "x", "7.5", "a"));
    }
  }

  private static void disorder(List<Line> lines) {
    lines.add(new Line(at(3), Long.MIN_VALUE, "", "", "{\"ts\": 12", ""));
    lines.add(new Line(at(33), Long.MIN_VALUE, "", "", "{\"ts\":1e12,\"source\":\"left\"}", ""));
    lines.add(new Line(at(50), Long.MIN_VALUE, "", "", "[1,2,3]", ""));
    lines.add(new Line(at(60), at(60), "left", "note", "\"a word\"", "a"));
    lines.add(new Line(at(90), at(90), "right", "note", "\"größer\"", "b"));
  }

  /** The lines of a kind alone. */
  SeededRecording only(Predicate<Line> kind) {
    return new SeededRecording(lines.stream().filter(kind).toList());
  }

  private SeededRecording with(UnaryOperator<Line> change) {
    return new SeededRecording(lines.stream().map(change).toList());
  }

  /** The same some time later. */
  SeededRecording later(long seconds) {
    return with(line -> line.later(seconds * MICROS));
  }

  /** The same with a scalar channel of a tenant multiplied by a power of two. */
  SeededRecording scaled(String tenant, String source, double factor) {
    return with(
        line ->
            line.tenant().equals(tenant) && line.source().equals(source) && line.isNumber()
                ? line.withValue(Double.toString(Double.parseDouble(line.value()) * factor))
                : line);
  }

  /** The same with another channel in tenant a. */
  SeededRecording withAnotherChannel(long seed) {
    List<Line> more = new ArrayList<>(lines);
    oscillation(more, new Random(seed), "a", "left", "another", 15, 0.7, 1);
    more.sort(Comparator.comparingLong(Line::arrival));
    return new SeededRecording(List.copyOf(more));
  }

  Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, lines.stream().map(Line::json).toList());
  }
}
