package lumen.ctl.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Recordings of the cases' kinds, made from their seeds. */
final class MadeSignals {
  private static final double START = 1_767_225_600;

  private record Sample(double ts, String line) {}

  private final Random random = new Random(5);
  private final List<Sample> samples = new ArrayList<>();

  /** A breath of 0.3 Hz whose pace wanders. */
  static double breath(double t) {
    return StrictMath.sin(2 * Math.PI * 0.3 * t + 0.8 * StrictMath.sin(2 * Math.PI * 0.013 * t));
  }

  /** A device that samples the breath with a little noise, and something else on top of it. */
  MadeSignals breathing(String source, int seconds, int rateHz, DoubleUnaryOperator added) {
    for (int i = 0; i < seconds * rateHz; i++) {
      double t = (double) i / rateHz;
      double value = breath(t) + 0.05 * random.nextGaussian() + added.applyAsDouble(t);
      add(START + t + 0.001 * source.charAt(0) % 0.01, source, value);
    }
    return this;
  }

  /** A device that sends what it sampled in packets, stamped microseconds apart. */
  MadeSignals packets(String source, int seconds, int rateHz, int perPacket, double apartS) {
    for (int i = 0; i < seconds * rateHz; i++) {
      double sent = (double) (i / perPacket + 1) * perPacket / rateHz;
      add(START + sent + i % perPacket * apartS, source, breath((double) i / rateHz));
    }
    return this;
  }

  private void add(double ts, String source, double value) {
    String line =
        String.format(
            Locale.ROOT,
            "{\"ts\":%.6f,\"source\":\"%s\",\"key\":\"x\",\"value\":%s}",
            ts,
            source,
            value);
    samples.add(new Sample(ts, line));
  }

  List<String> lines() {
    return samples.stream()
        .sorted(Comparator.comparingDouble(Sample::ts))
        .map(Sample::line)
        .toList();
  }
}
