package lumen.ctl.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;

/** Recordings of the cases' kinds, made from their seeds. */
final class MadeSignals {
  static final double START = 1_767_225_600;

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

  /** Arrays of consecutive samples of the breath, stamped by their last. */
  MadeSignals arrays(String source, int seconds, int rateHz, int perArray) {
    for (int packet = 1; packet * perArray <= seconds * rateHz; packet++) {
      double[] values = new double[perArray];
      for (int i = 0; i < perArray; i++) {
        values[i] = breath((double) ((packet - 1) * perArray + i + 1) / rateHz);
      }
      add(START + (double) packet * perArray / rateHz, source, Arrays.toString(values));
    }
    return this;
  }

  /** A phase that turns slowly and sways with the breath, written within a turn from a value on. */
  MadeSignals turning(String source, int seconds, int rateHz, double from, double to) {
    for (int i = 0; i < seconds * rateHz; i++) {
      double t = (double) i / rateHz;
      double phase = 0.4 * t + 0.5 * breath(t) + 0.01 * random.nextGaussian();
      double within = phase - Math.floor((phase - from) / (to - from)) * (to - from);
      add(START + t, source, within);
    }
    return this;
  }

  /** Onsets of a pace that wanders; each so many-th is missed, none with 0. */
  MadeSignals steps(String source, int seconds, int missed) {
    double t = 1;
    for (int i = 1; t < seconds; i++) {
      if (missed == 0 || i % missed != 0) {
        add(START + t, source, 1);
      }
      t += 0.7 + 0.08 * StrictMath.sin(2 * Math.PI * t / 37);
    }
    return this;
  }

  /** Noise of so many values. */
  MadeSignals coarse(String source, int seconds, int rateHz, int values) {
    for (int i = 0; i < seconds * rateHz; i++) {
      add(START + (double) i / rateHz, source, random.nextInt(values));
    }
    return this;
  }

  /** A device that writes its lines in its own way, each of them told a time and a value. */
  MadeSignals written(
      String source, int seconds, int rateHz, BiFunction<Double, Double, String> line) {
    for (int i = 0; i < seconds * rateHz; i++) {
      double t = (double) i / rateHz;
      double value = breath(t) + 0.05 * random.nextGaussian();
      samples.add(new Sample(START + t + 0.001 * source.charAt(0) % 0.01, line.apply(t, value)));
    }
    return this;
  }

  private void add(double ts, String source, double value) {
    add(ts, source, String.valueOf(value));
  }

  private void add(double ts, String source, String value) {
    samples.add(new Sample(ts, line(ts, source, value)));
  }

  /** A line as recorders write it. */
  static String line(double ts, String source, String value) {
    return String.format(
        Locale.ROOT,
        "{\"ts\":%.6f,\"source\":\"%s\",\"key\":\"x\",\"value\":%s}",
        ts,
        source,
        value);
  }

  List<String> lines() {
    return samples.stream()
        .sorted(Comparator.comparingDouble(Sample::ts))
        .map(Sample::line)
        .toList();
  }
}
