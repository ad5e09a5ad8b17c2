package lumen.signal.gain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Offsets that evidence gives to the gains. Each acts at times after it was made and fades linearly
 * to 0 in 10 min; the sum of a gain is limited to half of its base value either way.
 *
 * <p>A few terms a gain are held, however many come; see {@link FadingSum}. Not thread-safe.
 */
public final class GainOffsets {
  private static final long SPAN_MICROS = 600_000_000;

  /** More than any gain can be: a greater offset would be no different. */
  private static final double LARGEST = 10;

  private final Gains base;
  private final Map<Gain, FadingSum> raising = new EnumMap<>(Gain.class);
  private final Map<Gain, FadingSum> lowering = new EnumMap<>(Gain.class);

  /** No offsets; half of each base gain bounds their sum. */
  public GainOffsets(Gains base) {
    this.base = base;
    for (Gain gain : Gain.values()) {
      raising.put(gain, new FadingSum(SPAN_MICROS));
      lowering.put(gain, new FadingSum(SPAN_MICROS));
    }
  }

  /** Adds to a gain, no earlier than any offset before; what is not finite is passed over. */
  public void offset(Gain gain, double by, long madeMicros) {
    if (by > 0 && by < Double.POSITIVE_INFINITY) {
      raising.get(gain).add(Math.min(LARGEST, by), madeMicros);
    } else if (by < 0 && by > Double.NEGATIVE_INFINITY) {
      lowering.get(gain).add(Math.max(-LARGEST, by), madeMicros);
    }
  }

  /** What is added to a gain at a time not before the newest offset. */
  public double value(Gain gain, long atMicros) {
    double half = base.of(gain) / 2;
    double sum = raising.get(gain).at(atMicros) + lowering.get(gain).at(atMicros);
    return Math.max(-half, Math.min(half, sum));
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    for (Gain gain : Gain.values()) {
      raising.get(gain).writeTo(out);
      lowering.get(gain).writeTo(out);
    }
  }

  /** Takes back a written state. */
  public void readFrom(DataInput in) throws IOException {
    for (Gain gain : Gain.values()) {
      raising.get(gain).readFrom(in);
      lowering.get(gain).readFrom(in);
    }
  }
}
