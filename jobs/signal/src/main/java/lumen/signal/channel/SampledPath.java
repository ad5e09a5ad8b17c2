package lumen.signal.channel;

import java.nio.ByteBuffer;
import java.util.Arrays;
import lumen.signal.clip.Clip;
import lumen.signal.clip.ClipSettings;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.cycle.Unwrapping;
import lumen.signal.regularise.RateEstimator;

/**
 * A sampled signal: clip and rate from the first sample on, the filters from the one at which the
 * channel joins. Angles are unwrapped before anything else: across a gap as well, since the clip
 * window goes on there too, and anew where that begins anew.
 */
final class SampledPath implements ConditioningPath {
  private static final int OWN_BYTES = 32;

  private final ChannelSettings settings;
  private final Clip clip;
  private final RateEstimator rate;

  /** Null where the values are no angles. */
  private final Unwrapping angle;

  /** Null where any number of different values will do. */
  private final VariedSteps varied;

  /** Null where nobody wants the values at F. */
  private final RegularSink regular;

  private FilterChain filters;

  SampledPath(ChannelSettings settings, RegularSink regular) {
    this.settings = settings;
    this.regular = regular;
    this.clip = Clip.of(settings.clip());
    this.rate =
        new RateEstimator(
            settings.grid(),
            settings.rateHz(),
            settings.rateWaitMicros(),
            settings.rebalanceMicros());
    AngleUnit unit = settings.traits().angle();
    this.angle = unit == AngleUnit.NONE ? null : new Unwrapping(unit);
    int least = settings.traits().minDistinct();
    this.varied = least == 0 ? null : new VariedSteps(least, settings.clip().windowMicros());
  }

  @Override
  public void accept(long[] micros, double[] values, int from, int to, AlignedSink out) {
    for (int i = from; i < to; i++) {
      long time = micros[i];
      if (rate.started()) {
        ConditioningPath.checkOrder(rate.lastMicros(), time);
      }
      if (rate.accept(time)) {
        begin();
      }
      AlignedSink sink = varied == null ? out : varied.sample(time, values[i], out);
      double x = clip.accept(time, angle == null ? values[i] : angle.next(values[i]));
      if (rate.rate() > 0) {
        if (filters == null) {
          join(out);
        }
        filters.accept(time, x, sink);
      }
    }
  }

  private void begin() {
    clip.clear();
    filters = null;
    if (angle != null) {
      angle.clear();
    }
    if (varied != null) {
      varied.clear();
    }
  }

  @Override
  public void endSegment() {
    if (filters != null) {
      filters.endSegment();
    }
  }

  @Override
  public double newest() {
    return filters == null ? Double.NaN : filters.newest();
  }

  private void join(AlignedSink out) {
    filters = new FilterChain(rate.rate(), settings, regular);
    if (regular != null) {
      regular.joins(rate.intervalMicros());
    }
    if (rate.uncappedRate() > rate.rate()) {
      out.limited(rate.uncappedRate(), rate.rate());
    }
  }

  @Override
  public int maxBytes() {
    int least = varied == null ? 0 : varied.maxBytes();
    return OWN_BYTES + FilterChain.maxBytes(settings) + Unwrapping.BYTES + least;
  }

  @Override
  public void write(ByteBuffer out) {
    out.put((byte) (rate.started() ? 1 : 0));
    if (!rate.started()) {
      return;
    }
    out.putLong(rate.firstMicros()).putLong(rate.lastMicros());
    out.putInt(rate.rate()).putInt(clip.size());
    if (rate.rate() > 0) {
      filters.write(out);
    }
    if (angle != null) {
      angle.write(out);
    }
    if (varied != null) {
      varied.write(out);
    }
  }

  @Override
  public void read(ByteBuffer in, long[] micros, double[] values, int n) {
    if (in.get() == 0) {
      return;
    }
    long first = in.getLong();
    long last = in.getLong();
    int joinedRate = in.getInt();
    int inWindow = in.getInt();
    if (joinedRate > 0) {
      rate.resume(first, last, joinedRate);
      filters = new FilterChain(joinedRate, settings, regular);
      filters.read(in, last);
    } else {
      resumeEstimate(first, last, micros, n);
    }
    if (angle != null) {
      angle.read(in);
    }
    if (varied != null) {
      varied.read(in);
    }
    resumeWindow(inWindow, micros, values, n);
  }

  @Override
  public long retainFromMicros() {
    if (!rate.started()) {
      return Long.MAX_VALUE;
    }
    return rate.rate() > 0 ? windowFromMicros() : rate.firstMicros();
  }

  /** The earliest time that the clip window may still hold. */
  private long windowFromMicros() {
    if (settings.clip().method() == ClipSettings.Method.NONE) {
      return Long.MAX_VALUE;
    }
    return Math.max(rate.firstMicros(), rate.lastMicros() - settings.clip().windowMicros() + 1);
  }

  private void resumeEstimate(long first, long last, long[] micros, int n) {
    for (int i = firstAt(first, micros, n); i < n; i++) {
      rate.accept(micros[i]);
    }
    boolean same = rate.started() && rate.firstMicros() == first && rate.lastMicros() == last;
    if (!same || rate.rate() > 0) {
      throw new IllegalArgumentException(
          "raw samples must be those from %d to %d that the rate is estimated from: n=%d"
              .formatted(first, last, n));
    }
  }

  private void resumeWindow(int inWindow, long[] micros, double[] values, int n) {
    int from = firstAt(windowFromMicros(), micros, n);
    boolean newest = from == n || micros[n - 1] == rate.lastMicros();
    if (n - from != inWindow || !newest) {
      throw new IllegalArgumentException(
          "raw samples must be the %d of the clip window up to %d: found=%d"
              .formatted(inWindow, rate.lastMicros(), n - from));
    }
    clip.load(micros, angle == null ? values : angle.upToNewest(values, from, n), from, n);
  }

  /** The index of the first sample at or after a time. */
  private static int firstAt(long time, long[] micros, int n) {
    int at = Arrays.binarySearch(micros, 0, n, time);
    return at >= 0 ? at : -at - 1;
  }
}
