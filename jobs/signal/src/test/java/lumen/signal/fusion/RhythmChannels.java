package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;

/** Synthetic channels of one rhythm at 5 Hz, given to a fusion as aligned steps. */
final class RhythmChannels {
  static final long FIRST = 8_800_000_000L;
  private final FusionSettings settings;
  private final TenantFusion fusion;
  private final Random random;
  final List<FusedFrame> frames = new ArrayList<>();
  final List<ChannelFrame> channelFrames = new ArrayList<>();

  RhythmChannels(FusionSettings settings, long seed) {
    this.settings = settings;
    this.fusion = new TenantFusion(settings, "rig");
    this.random = new Random(seed);
  }

  static FusionSettings settings(double windowS, Weighting weighting, Fallback fallback) {
    return new FusionSettings(
        TargetGrid.ofHz(5),
        new LagSettings(LagSettings.Method.XCORR, 2, 0.5),
        new KalmanSettings(Adaptation.RESIDUAL, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2),
        windowS,
        12,
        weighting,
        0.7,
        0.3,
        1,
        fallback,
        30,
        2,
        51);
  }

  TenantFusion fusion() {
    return fusion;
  }

  /** A channel with Gaussian phase jitter around the common rhythm of 0.9 Hz. */
  RhythmChannels jittering(String key, long first, int n, double sigmaCycles, double scale) {
    double[] phases = new double[n];
    for (int i = 0; i < n; i++) {
      phases[i] = 0.18 * Math.floorMod(first + i, 1000) + sigmaCycles * random.nextGaussian();
    }
    return align(key, first, phases, scale);
  }

  /** A channel that follows a common rhythm of 0.9 Hz, which itself wanders 0.1 cycles a step. */
  RhythmChannels following(String key, long first, int n, double sigmaCycles) {
    Random common = new Random(first);
    double[] phases = new double[n];
    double phase = 0;
    for (int i = 0; i < n; i++) {
      phase += 0.18 + 0.1 * common.nextGaussian();
      phases[i] = phase + sigmaCycles * random.nextGaussian();
    }
    return align(key, first, phases, 1);
  }

  /** A channel of phases that know nothing of each other nor of any other channel. */
  RhythmChannels random(String key, long first, int n) {
    return align(key, first, random.doubles(n, -0.5, 0.5).toArray(), 1);
  }

  private RhythmChannels align(String key, long first, double[] phases, double scale) {
    int n = phases.length;
    double[] value = new double[n];
    double[] phase = new double[n];
    double[] envelope = new double[n];
    for (int i = 0; i < n; i++) {
      phase[i] = phases[i] - Math.ceil(phases[i] - 0.5);
      envelope[i] = scale * (2 + StrictMath.sin(0.03 * Math.floorMod(first + i, 1000)));
      value[i] = envelope[i] * StrictMath.cos(2 * Math.PI * phase[i]);
    }
    fusion.align(new ChannelId("s", key), 1, first, value, phase, envelope, n);
    return this;
  }

  RhythmChannels reference(UreValue which, double atS, double value) {
    long micros = settings.grid().floorMicros(FIRST) + Math.round(atS * 1e6);
    fusion.reference(which, micros, value);
    return this;
  }

  RhythmChannels finish() {
    fusion.advance(Long.MAX_VALUE, frames::add, channelFrames::add);
    return this;
  }

  FusedFrame frame(long afterFirst) {
    return frames.stream()
        .filter(f -> f.grid() == FIRST + afterFirst)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no frame at " + afterFirst));
  }

  ChannelFrame channelFrame(long afterFirst, String key) {
    return channelFrames.stream()
        .filter(c -> c.grid() == FIRST + afterFirst && c.channel().key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no channel frame at " + afterFirst));
  }
}
