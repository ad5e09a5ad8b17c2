package lumen.signal.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A calibration that was made.
 *
 * @param spreadP95 95th percentile of |e - median e| over 5 min, in cycles
 * @param meanTickMs mean tick over 5 min
 * @param baseTickBeforeMs base tick until now
 * @param baseTickMs base tick from now on
 * @param kpShiftBefore what was added to kp until now
 * @param kpShift what is added to kp from now on
 */
public record Calibration(
    double spreadP95,
    double meanTickMs,
    double baseTickBeforeMs,
    double baseTickMs,
    double kpShiftBefore,
    double kpShift) {

  /** What was changed, for people. */
  public String what() {
    List<String> parts = new ArrayList<>();
    if (baseTickMs != baseTickBeforeMs) {
      parts.add(
          String.format(
              Locale.ROOT, "base tick %+.1f ms, towards the mean", baseTickMs - baseTickBeforeMs));
    }
    if (kpShift < kpShiftBefore) {
      parts.add("kp lower: p95 of |e - median| > " + DriftCalibration.WIDE);
    } else if (kpShift > kpShiftBefore) {
      parts.add("kp back: p95 of |e - median| < " + DriftCalibration.NARROW);
    }
    return String.join("; ", parts);
  }

  /** What was read and set, in a fixed order. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("phase_diff_spread_p95_5m", spreadP95);
    values.put("mean_tick_ms_5m", meanTickMs);
    values.put("base_tick_ms_before", baseTickBeforeMs);
    values.put("base_tick_ms", baseTickMs);
    values.put("kp_shift_before", kpShiftBefore);
    values.put("kp_shift", kpShift);
    return values;
  }
}
