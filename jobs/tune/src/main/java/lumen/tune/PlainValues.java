package lumen.tune;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.signal.fusion.Mode;
import lumen.signal.protocol.BridgeState;

/** The metrics that a line of a log stands for, by their plain names. */
final class PlainValues {
  /** Process noise over measurement noise, as the recording rule has it. */
  static final String Q_R_RATIO = "fusion_q_r_ratio";

  /**
   * URE's coherence less the fused one, while both sides are in the frame: above 0 the sensors' own
   * level is the lower one.
   */
  static final String URE_LEAD = "fusion_ure_lead";

  private PlainValues() {}

  /** What a line says; empty for a line that holds no metrics. */
  static SortedMap<String, Double> of(FlatLine line, ControlPhases phases) {
    return switch (LineKind.of(line)) {
      case FRAME -> frame(line);
      case CONTROL -> control(line, phases);
      case BENCH -> bench(line);
      case ROW, OTHER -> new TreeMap<>();
    };
  }

  private static SortedMap<String, Double> frame(FlatLine line) {
    SortedMap<String, Double> values = new TreeMap<>();
    put(values, "fusion_coherence_level", line.number("coherence"));
    put(values, "fusion_harmony_index", line.number("harmony"));
    put(values, "fusion_phase_diff_mean", line.number("phase_diff"));
    put(values, "fusion_entropy_ratio", line.number("entropy_ratio"));
    put(values, "fusion_sync_quality", line.number("sync_quality"));
    put(values, "fusion_align_q", line.number("q"));
    put(values, "fusion_align_r", line.number("r"));
    put(values, "fusion_gain_kp", line.number("kp"));
    put(values, "fusion_gain_ki", line.number("ki"));
    put(values, "fusion_gain_kd", line.number("kd"));
    put(values, "fusion_streams_fresh", line.number("streams_fresh"));
    put(values, "fusion_mode", code(Mode.named(line.text("mode")).map(Mode::code)));
    putRatio(values);
    return values;
  }

  private static SortedMap<String, Double> control(FlatLine line, ControlPhases phases) {
    SortedMap<String, Double> values = new TreeMap<>();
    put(values, "bridge_phase_diff_mean", phases.after(line));
    put(values, "bridge_sync_quality", line.number("sync_quality"));
    put(values, "bridge_entropy_ratio", line.number("entropy_ratio"));
    put(values, "bridge_tick_ms", line.number("tick_ms"));
    put(values, "bridge_state", state(line.text("state")));
    return values;
  }

  private static SortedMap<String, Double> bench(FlatLine line) {
    SortedMap<String, Double> values = new TreeMap<>();
    line.numbers()
        .forEach(
            (name, number) -> {
              if (PlainName.PREFIXES.stream().anyMatch(name::startsWith)) {
                put(values, name, number);
              }
            });
    putRatio(values);
    if (values.getOrDefault("fusion_mode", Double.NaN) == Mode.FUSED.code()) {
      double ure = values.getOrDefault("ure_coherence_level", Double.NaN);
      put(values, URE_LEAD, ure - values.getOrDefault("fusion_coherence_level", Double.NaN));
    }
    return values;
  }

  private static void put(SortedMap<String, Double> values, String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, value);
    }
  }

  private static void putRatio(SortedMap<String, Double> values) {
    double q = values.getOrDefault("fusion_align_q", Double.NaN);
    double r = values.getOrDefault("fusion_align_r", Double.NaN);
    if (r > 0) {
      put(values, Q_R_RATIO, q / r);
    }
  }

  /** The number of a protocol state E0 to E4; NaN for another text. */
  static double state(String wireName) {
    return code(BridgeState.named(wireName).map(BridgeState::code));
  }

  private static double code(Optional<Integer> code) {
    return code.isPresent() ? code.get() : Double.NaN;
  }
}
