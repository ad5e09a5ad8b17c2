package lumen.benchmarks;

import java.util.concurrent.TimeUnit;
import lumen.signal.clip.Clip;
import lumen.signal.clip.ClipSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Quantile clipping over 30 s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClipBenchmark {
  private static final int SAMPLES = 16_384;
  private static final double WINDOW_S = 30;

  /** Samples in the window: 30 s at 64 Hz, and at 200 Hz. */
  @Param({"1920", "6000"})
  public int window = 1920;

  private double[] values = {};
  private Clip clip;
  private long micros;
  private long interval;

  /** Fills the window. */
  @Setup
  public void prepare() {
    double rate = window / WINDOW_S;
    values = Signals.sensor(rate, SAMPLES);
    interval = Math.round(1e6 / rate);
    clip = Clip.of(new ClipSettings(ClipSettings.Method.QUANTILE, 0.01, 0.99, WINDOW_S, 20));
    clip();
  }

  /** Per sample. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double clip() {
    double sum = 0;
    for (double value : values) {
      micros += interval;
      sum += clip.accept(micros, value);
    }
    return sum;
  }
}
