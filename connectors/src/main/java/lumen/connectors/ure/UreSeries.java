package lumen.connectors.ure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import lumen.event.EventLimits;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Filtered;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;

/**
 * Turns the samples of an answer into messages, and remembers between answers what is known. One
 * sample of the reference engine is one message; samples of other metrics are none.
 *
 * <ul>
 *   <li>No time stamp: a new value at the arrival of the answer.
 *   <li>A time stamp that is not newer than the one taken last: already known, filtered.
 *   <li>A newer one within 50 ms of the arrival: the value holds from its own time on. Farther away
 *       it would be late or in the future, so that it holds from the arrival on.
 *   <li>Older, or farther ahead, than the age limit: refused, once per time stamp.
 *   <li>NaN says that there is no value: filtered. An infinite value goes on and is rejected as
 *       every other infinite value is.
 *   <li>A tick is told at the arrival by its age then: at its own time it would be late. One that
 *       is ahead of the arrival, which no age can tell, is refused.
 * </ul>
 */
final class UreSeries {
  /** Names of the metrics that the fusion reads, which a metric's name must end in. */
  static final List<String> METRICS =
      List.of(
          "ure_phase_diff_mean",
          "ure_harmony_index",
          "ure_coherence_level",
          "ure_residual_entropy_last",
          "ure_hz");

  /** Key of the age of the engine's newest tick, seconds. */
  static final String TICK_AGE_KEY = "/ure/tick_age";

  /** A tick older than this when it is told tells nothing of the rhythm now, microseconds. */
  static final long MAX_TICK_AGE_MICROS = 30_000_000;

  /** How far from its arrival a value may hold from its own time on, microseconds. */
  static final long NEAR_MICROS = 50_000;

  private static final String TICK_TIME = "ure_tick_timestamp_seconds";
  private static final int MAX_REMEMBERED = 10_000;

  /** The newest time stamp of a series that was taken, and the one that was seen last. */
  private record Known(long takenMicros, long seenMicros) {
    static final Known NOTHING = new Known(Long.MIN_VALUE, Long.MIN_VALUE);
  }

  private final long staleAfterMicros;
  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Knows nothing yet.
   *
   * @param staleAfterMicros the age limit, microseconds
   */
  UreSeries(long staleAfterMicros) {
    this.staleAfterMicros = staleAfterMicros;
  }

  /**
   * Takes the samples of one answer.
   *
   * @param arrival when it had arrived, microseconds since the epoch
   * @return number of samples that are the reference engine's
   */
  int take(List<MetricSample> samples, long arrival, Consumer<LiveMessage> out) {
    int ours = 0;
    long filtered = 0;
    List<MetricSample> ticks = new ArrayList<>();
    for (MetricSample sample : samples) {
      if (METRICS.stream().anyMatch(sample.name()::endsWith)) {
        LiveMessage message = message(sample, arrival);
        ours++;
        filtered += send(message, out);
      } else if (sample.name().endsWith(TICK_TIME)) {
        ours++;
        ticks.add(sample);
      }
    }
    if (!ticks.isEmpty()) {
      filtered += ticks.size() - 1;
      filtered += send(tick(newest(ticks), arrival), out);
    }
    if (filtered > 0) {
      out.accept(new Filtered(filtered, arrival));
    }
    return ours;
  }

  /** Sends a message; returns 1 where there is none because the sample says nothing new. */
  private static int send(LiveMessage message, Consumer<LiveMessage> out) {
    if (message == null) {
      return 1;
    }
    out.accept(message);
    return 0;
  }

  private LiveMessage message(MetricSample sample, long arrival) {
    String key = sample.series();
    if (key.length() > EventLimits.MAX_NAME_CHARS) {
      return new Refused(
          RejectReason.BAD_KEY,
          "must be at most %d characters with its labels: line %d length=%d"
              .formatted(EventLimits.MAX_NAME_CHARS, sample.line(), key.length()),
          key,
          arrival);
    }
    if (Double.isNaN(sample.value())) {
      return null;
    }
    if (sample.micros() == MetricSample.UNSTAMPED) {
      return new Scalar(key, sample.value(), LiveMessage.UNSTAMPED, arrival);
    }
    return judged(key, sample.value(), sample.micros(), arrival);
  }

  /** The newest tick; of several at the same time the last. */
  private static MetricSample newest(List<MetricSample> ticks) {
    MetricSample newest = ticks.get(0);
    for (MetricSample tick : ticks) {
      if (!(tick.value() < newest.value()) && !Double.isNaN(tick.value())) {
        newest = tick;
      }
    }
    return newest;
  }

  /** How long ago the last tick was. */
  private LiveMessage tick(MetricSample tick, long arrival) {
    double rounded = Math.rint(tick.value() * 1e6);
    if (!(rounded > 0)) {
      return null;
    }
    if (rounded > 9e18) {
      return new Scalar(TICK_AGE_KEY, Double.POSITIVE_INFINITY, LiveMessage.UNSTAMPED, arrival);
    }
    long micros = (long) rounded;
    if (isKnown(TICK_AGE_KEY, micros)) {
      return null;
    }
    long age = arrival - micros;
    long oldest = Math.min(staleAfterMicros, MAX_TICK_AGE_MICROS);
    boolean believed = age >= 0 && age <= oldest;
    note(TICK_AGE_KEY, micros, believed);
    return believed
        ? new Scalar(TICK_AGE_KEY, age / 1e6, LiveMessage.UNSTAMPED, arrival)
        : refused(
            "tick must be 0.0 to %s s before its arrival".formatted(seconds(oldest)),
            tick.name(),
            tick.value(),
            micros,
            arrival);
  }

  /** A stamped value, refused where it is too old or too far ahead, null where it is known. */
  private LiveMessage judged(String key, double value, long micros, long arrival) {
    if (isKnown(key, micros)) {
      return null;
    }
    long age = arrival - micros;
    boolean believed = Math.abs(age) <= staleAfterMicros;
    note(key, micros, believed);
    if (!believed) {
      String rule =
          "time stamp must be within %s s of the arrival".formatted(seconds(staleAfterMicros));
      return refused(rule, key, value, micros, arrival);
    }
    boolean near = Math.abs(age) <= NEAR_MICROS;
    return new Scalar(key, value, near ? micros : LiveMessage.UNSTAMPED, arrival);
  }

  private static Refused refused(String rule, String key, double value, long micros, long arrival) {
    long age = arrival - micros;
    return new Refused(
        age > 0 ? RejectReason.STALE : RejectReason.AHEAD_OF_STREAM,
        "%s: %s is %s s %s%s"
            .formatted(
                rule,
                key,
                seconds(Math.abs(age)),
                age > 0 ? "old" : "ahead",
                micros > 0 && micros < arrival / 100 ? " (milliseconds are expected)" : ""),
        "%s %s %d".formatted(key, value, micros / 1000),
        arrival);
  }

  private boolean isKnown(String key, long micros) {
    Known before = known.getOrDefault(key, Known.NOTHING);
    return micros <= before.takenMicros || micros == before.seenMicros;
  }

  private void note(String key, long micros, boolean taken) {
    Known before = known.getOrDefault(key, Known.NOTHING);
    remember(key, new Known(taken ? micros : before.takenMicros, micros));
  }

  private void remember(String key, Known value) {
    known.put(key, value);
    if (known.size() > MAX_REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f", micros / 1e6);
  }
}
