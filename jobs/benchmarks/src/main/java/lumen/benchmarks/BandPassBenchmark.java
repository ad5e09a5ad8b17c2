package lumen.benchmarks;

import java.util.concurrent.TimeUnit;
import lumen.signal.bandpass.AnalyticBandPass;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.grid.TargetGrid;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The analytic band-pass at 5 Hz with 51 taps, hypot and atan2 included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BandPassBenchmark {
  private static final int STEPS = 4096;
  private static final double TARGET_HZ = 5;

  private final double[] values = Signals.sensor(TARGET_HZ, STEPS);
  private final AnalyticBandPass bandPass =
      new AnalyticBandPass(new BandSettings(0.2, 2.2, 51), TargetGrid.ofHz(TARGET_HZ));

  /** Per step of the grid. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double bandPass() {
    double sum = 0;
    for (double value : values) {
      if (bandPass.accept(value)) {
        sum += bandPass.envelope();
      }
    }
    return sum;
  }
}
