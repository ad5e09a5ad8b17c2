package lumen.benchmarks;

import java.util.concurrent.TimeUnit;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The fusion of one tenant: eight channels, a window of 450 steps, lags every 450 steps, with the
 * default settings.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PhaseStatisticsBenchmark {
  private static final int CHANNELS = 8;
  private static final int STEPS = 450;

  private final FusionSettings settings = LumenSettings.defaults().fusionSettings();
  private final ChannelId[] channels = new ChannelId[CHANNELS];
  private final double[][] values = new double[CHANNELS][];
  private final double[][] phases = new double[CHANNELS][];
  private final double[][] envelopes = new double[CHANNELS][];
  private final TenantFusion fusion = new TenantFusion(settings, "bench");
  private long next;

  /** Fills the window. */
  @Setup
  public void prepare(Blackhole sink) {
    for (int c = 0; c < CHANNELS; c++) {
      double[] noise = Signals.sensor(3 + c, STEPS);
      channels[c] = new ChannelId("sensor", "channel_" + c);
      values[c] = new double[STEPS];
      phases[c] = new double[STEPS];
      envelopes[c] = new double[STEPS];
      for (int i = 0; i < STEPS; i++) {
        double phase = 0.2 * i + 0.02 * c + 0.05 * (noise[i] > 2 ? 0 : noise[i]);
        phases[c][i] = phase - Math.ceil(phase - 0.5);
        values[c][i] = StrictMath.cos(2 * Math.PI * phase);
        envelopes[c][i] = 1 + 0.1 * phases[c][i];
      }
    }
    window(sink);
    window(sink);
  }

  /** Per channel and step. */
  @Benchmark
  @OperationsPerInvocation(CHANNELS * STEPS)
  public void window(Blackhole sink) {
    for (int c = 0; c < CHANNELS; c++) {
      fusion.align(channels[c], 1, next, values[c], phases[c], envelopes[c], STEPS);
    }
    next += STEPS;
    fusion.advance(settings.grid().ceilMicros(next), sink::consume, null);
  }
}
