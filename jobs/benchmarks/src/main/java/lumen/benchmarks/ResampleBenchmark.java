package lumen.benchmarks;

import java.util.concurrent.TimeUnit;
import lumen.signal.grid.TargetGrid;
import lumen.signal.regularise.RateRatio;
import lumen.signal.resample.Resampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Polyphase resampling to 5 Hz. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResampleBenchmark {
  private static final int SAMPLES = 4096;

  /** Rate of the input in Hz. */
  @Param({"64", "100"})
  public int rate = 64;

  private double[] samples = {};
  private Resampler resampler;

  /** Makes the input. */
  @Setup
  public void prepare() {
    samples = Signals.sensor(rate, SAMPLES);
    resampler = new Resampler(RateRatio.of(rate, TargetGrid.ofHz(5)));
  }

  /** Per sample of the input. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double resample() {
    double sum = 0;
    for (double sample : samples) {
      if (resampler.accept(sample)) {
        sum += resampler.value();
      }
    }
    return sum;
  }
}
