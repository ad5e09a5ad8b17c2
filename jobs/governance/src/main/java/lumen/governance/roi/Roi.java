package lumen.governance.roi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import lumen.governance.figure.Count;
import lumen.governance.figure.DaySums;
import lumen.governance.figure.History;
import lumen.governance.part.OptionalText;
import lumen.governance.record.Fields;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.RoiSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Whether what was added is worth what it costs: (value - added)/added.
 *
 * @param verdict PASS, WARN, FAIL, undefined or unknown
 * @param sure whether it is the same with a miss that costs so much less or more
 * @param roi the return; NaN where not known
 * @param low with a miss that costs less
 * @param high with one that costs more
 * @param value in the currency of the books
 * @param added what the components cost in effect
 * @param days over which both are
 * @param why not_set, no_data or too_few where it is unknown, else null
 */
public record Roi(
    String verdict,
    boolean sure,
    double roi,
    double low,
    double high,
    double value,
    double added,
    int days,
    String why) {
  static final String UNKNOWN = "unknown";
  private static final double UNITS = 1e9;
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private static Roi unknown(int days, String why) {
    return new Roi(
        UNKNOWN, false, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, days, why);
  }

  static Roi of(KnownDays known, History history, GovernanceSettings settings, boolean costs) {
    RoiSettings roi = settings.roi();
    if (!roi.isByRecords() && roi.missCost() == null) {
      return unknown(0, "not_set");
    }
    if (!costs) {
      return unknown(0, "no_data");
    }
    int days = known.days().size();
    if (!known.isEnough(settings)) {
      return unknown(days, "too_few");
    }
    long hits = 0;
    long records = 0;
    long added = 0;
    for (LocalDate day : known.days()) {
      DaySums sums = history.known(day);
      hits += sums.counts().get(Count.HITS);
      records += sums.value();
      for (String component : roi.components()) {
        added += sums.effective(component);
      }
    }
    return roi.isByRecords()
        ? of(records, records, records, added, days, roi)
        : of(
            saved(hits, roi, BigDecimal.ONE),
            saved(hits, roi, BigDecimal.ONE.subtract(roi.missCostError())),
            saved(hits, roi, BigDecimal.ONE.add(roi.missCostError())),
            added,
            days,
            roi);
  }

  /** What hits saved, 1e-9 units; what is beyond a long is the longest. */
  private static long saved(long hits, RoiSettings roi, BigDecimal factor) {
    return roi.missCost()
        .multiply(BigDecimal.valueOf(hits))
        .multiply(factor)
        .setScale(9, RoundingMode.HALF_EVEN)
        .unscaledValue()
        .min(MOST)
        .longValueExact();
  }

  /** Of whole 1e-9 units. */
  static Roi of(long value, long less, long more, long added, int days, RoiSettings settings) {
    if (added <= 0) {
      return new Roi(
          "undefined",
          false,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          value / UNITS,
          added / UNITS,
          days,
          null);
    }
    double low = of(less, added);
    double roi = of(value, added);
    double high = of(more, added);
    String verdict = verdict(roi, settings);
    boolean sure =
        verdict.equals(verdict(low, settings)) && verdict.equals(verdict(high, settings));
    return new Roi(verdict, sure, roi, low, high, value / UNITS, added / UNITS, days, null);
  }

  private static double of(long value, long added) {
    return (double) (value - added) / added;
  }

  private static String verdict(double roi, RoiSettings settings) {
    return roi > settings.pass() ? "PASS" : roi > settings.warn() ? "WARN" : "FAIL";
  }

  /** Whether it surely fails. */
  public boolean isSureFailure() {
    return sure && "FAIL".equals(verdict);
  }

  /** As it is told. */
  public Fields figures() {
    return new Fields().put("verdict", verdict).putAll(values()).put("why", why);
  }

  Fields values() {
    return new Fields()
        .put("sure", sure)
        .put("roi", roi)
        .put("low", low)
        .put("high", high)
        .put("value", value)
        .put("added", added)
        .put("days", (long) days);
  }

  void write(StateWriter out) {
    out.writeText(verdict);
    out.writeBoolean(sure);
    out.writeDouble(roi);
    out.writeDouble(low);
    out.writeDouble(high);
    out.writeDouble(value);
    out.writeDouble(added);
    out.writeInt(days);
    OptionalText.write(why, out);
  }

  static Roi read(StateReader in) {
    return new Roi(
        in.readText(),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        OptionalText.read(in));
  }
}
