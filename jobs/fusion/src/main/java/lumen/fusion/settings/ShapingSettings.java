package lumen.fusion.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that kept state depends on, as sorted lines {@code key=value}. Two configurations
 * with the same lines can continue each other's state.
 *
 * <p>A source is listed with what differs from an unconfigured one, so that naming a source without
 * saying anything about it changes nothing. Bridge, targets, exporter and streams shape no state.
 */
final class ShapingSettings {
  /** What the filter does with the same settings: a savepoint of another definition is refused. */
  private static final String BAND_DEFINITION = "blind to constants and straight lines";

  /** Savepoints from before the key do not tell it; they are taken up with its default. */
  private static final double USUAL_SKEW_S = 3_600;

  private final SortedMap<String, String> lines = new TreeMap<>();

  private ShapingSettings() {}

  static List<String> of(FusionFile fusion, SensorsFile sensors) {
    ShapingSettings shaping = new ShapingSettings();
    shaping.clip("clip.", fusion.clip());
    shaping.conditioning(fusion);
    shaping.statistics(fusion);
    shaping.time(fusion);
    shaping.put("unknown_sources", sensors.unknownSources().name().toLowerCase(Locale.ROOT));
    for (SourceSettings source : sensors.sources().values()) {
      shaping.source(source, fusion.clip(), sensors.unknownSources());
    }
    return shaping.lines.entrySet().stream()
        .map(line -> line.getKey() + '=' + line.getValue())
        .toList();
  }

  private void put(String key, String value) {
    lines.put(key, value);
  }

  private void put(String key, double value) {
    lines.put(key, Numbers.text(value));
  }

  private void clip(String at, FusionFile.Clip clip) {
    put(at + "method", clip.method());
    put(at + "p_low", clip.pLow());
    put(at + "p_high", clip.pHigh());
    put(at + "window_s", clip.windowS());
    put(at + "min_samples", clip.minSamples());
  }

  private void conditioning(FusionFile fusion) {
    put("resample.method", fusion.resample().method());
    put("resample.target_hz", fusion.resample().targetHz());
    put("resample.max_gap_s", fusion.resample().maxGapS());
    put("resample.rate_wait_s", fusion.resample().rateWaitS());
    put("band.low_hz", fusion.band().lowHz());
    put("band.high_hz", fusion.band().highHz());
    put("band.taps", fusion.band().taps());
    put("definitions.band", BAND_DEFINITION);
  }

  private void statistics(FusionFile fusion) {
    put("lag.method", fusion.lag().method());
    maxLag(fusion.lag());
    put("lag.min_peak", fusion.lag().minPeak());
    put("align.method", fusion.align().method());
    put("align.adapt", fusion.align().adapt());
    FusionFile.Kalman kalman = fusion.align().kalman();
    put("align.kalman.q", kalman.q());
    put("align.kalman.r", kalman.r());
    put("align.kalman.q_min", kalman.qMin());
    put("align.kalman.q_max", kalman.qMax());
    put("align.kalman.r_min", kalman.rMin());
    put("align.kalman.r_max", kalman.rMax());
    put("window.rebalance_window_s", fusion.window().rebalanceWindowS());
    put("window.entropy_bins", fusion.window().entropyBins());
    put("window.weighting", fusion.window().weighting());
    put("weights.ure", fusion.weights().ure());
    put("weights.sensors", fusion.weights().sensors());
    put("failover.min_streams", fusion.failover().minStreams());
    put("failover.fallback", fusion.failover().fallback());
    put("failover.stale_after_s", fusion.failover().staleAfterS());
    put("limits.max_channels", fusion.limits().maxChannels());
  }

  /** State made while it counted into the horizon, though no lag was sought, is told apart. */
  private void maxLag(FusionFile.Lag lag) {
    if (lag.method().equals("none")) {
      put("lag.max_lag_s", "unused");
    } else {
      put("lag.max_lag_s", lag.maxLagS());
    }
  }

  private void time(FusionFile fusion) {
    put("time.replay_out_of_orderness_ms", fusion.time().replayOutOfOrdernessMs());
    put("time.live_out_of_orderness_ms", fusion.time().liveOutOfOrdernessMs());
    put("time.source_idle_s", fusion.time().sourceIdleS());
    if (fusion.time().maxSkewS() != USUAL_SKEW_S) {
      put("time.max_skew_s", fusion.time().maxSkewS());
    }
    put("time.max_ahead_s", fusion.time().maxAheadS());
  }

  private void source(
      SourceSettings source, FusionFile.Clip clip, SensorsFile.UnknownSources unknown) {
    String at = SectionReader.join("sources", source.name()) + '.';
    SortedMap<String, String> own = all(at, source);
    Map<String, String> usual = all(at, SourceSettings.unconfigured(source.name(), clip));
    own.entrySet().removeIf(line -> line.getValue().equals(usual.get(line.getKey())));
    lines.putAll(own);
    if (unknown == SensorsFile.UnknownSources.REJECT) {
      put(at + "accepted", "true");
    }
  }

  /** Every line of one source, also those that are as usual. */
  static SortedMap<String, String> all(String at, SourceSettings source) {
    ShapingSettings shaping = new ShapingSettings();
    shaping.put(at + "role", source.role().name().toLowerCase(Locale.ROOT));
    shaping.put(
        at + "keys", source.keys().stream().map(KeyPattern::text).sorted().toList().toString());
    shaping.put(at + "weight", source.weight());
    shaping.put(at + "rate_hz", source.rateHz());
    shaping.put(at + "interpolation", source.interpolation());
    ClockSettings clock = source.clock();
    shaping.put(at + "clock.mode", clock.mode().name().toLowerCase(Locale.ROOT));
    shaping.put(at + "clock.offset_s", clock.offsetS());
    shaping.put(at + "clock.ppm", clock.ppm());
    shaping.put(at + "clock.t_ref", clock.tRefS());
    shaping.put(at + "clock.on_reset", clock.onReset().name().toLowerCase(Locale.ROOT));
    shaping.clip(at + "clip.", source.clip());
    return shaping.lines;
  }
}
