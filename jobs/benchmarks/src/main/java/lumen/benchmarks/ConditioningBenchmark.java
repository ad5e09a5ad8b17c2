package lumen.benchmarks;

import java.util.concurrent.TimeUnit;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.channel.ChannelConditioner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The inner loop of the aligner: clip, regularise, resample, band-pass, with the default settings.
 * With {@code -prof gc}: bytes allocated for each sample.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConditioningBenchmark {
  private static final int SAMPLES = 12_800;

  /** Rate of the channel in Hz. */
  @Param({"64", "100"})
  public int rate = 64;

  private long[] micros = {};
  private double[] values = {};
  private long length;
  private ChannelConditioner conditioner;
  private double sum;

  /** Brings the channel to its steady state. */
  @Setup
  public void prepare() {
    micros = Signals.micros(rate, SAMPLES);
    values = Signals.sensor(rate, SAMPLES);
    length = Math.round(SAMPLES * 1e6 / rate);
    conditioner = new ChannelConditioner(LumenSettings.defaults().channelSettings("sensor"));
    condition();
  }

  /** Per sample. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double condition() {
    conditioner.accept(
        micros, values, 0, SAMPLES, (step, value, phase, envelope) -> sum += envelope);
    for (int i = 0; i < SAMPLES; i++) {
      micros[i] += length;
    }
    return sum;
  }
}
