package lumen.ctl.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Spans of the wall clock, seconds since the epoch, in which something held. Thread-safe. */
final class Spans {
  /** One of them. */
  record Span(double from, double to) {
    double seconds() {
      return to - from;
    }
  }

  private final List<Span> ended = new ArrayList<>();
  private double begun = Double.NaN;

  /** The wall clock. */
  static double now() {
    Duration sinceEpoch = Duration.between(Instant.EPOCH, Instant.now());
    return sinceEpoch.getSeconds() + sinceEpoch.getNano() / 1e9;
  }

  synchronized void begin() {
    begun = now();
  }

  synchronized void end() {
    ended.add(new Span(begun, now()));
    begun = Double.NaN;
  }

  /** Those that are over. */
  synchronized List<Span> all() {
    return List.copyOf(ended);
  }

  /** Whether it held all the time. */
  boolean cover(double from, double to) {
    return all().stream().anyMatch(span -> span.from <= from && to <= span.to);
  }

  /** Whether it held at any time. */
  boolean touch(double from, double to) {
    return all().stream().anyMatch(span -> span.from <= to && from <= span.to);
  }
}
