package lumen.ctl.drill.whole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lumen.ctl.drill.whole.HeardAlerts.Heard;

/**
 * Which step of a drill has to answer for an alert. Steps may run within each other, and an alert
 * may be told when its step is long over; so what counts is when it began to fire. One that no step
 * of that time expects speaks against the step that was begun last.
 */
final class ExpectedAlerts {
  /** The time of a step, seconds since the epoch, and the alerts that it makes. */
  static final class Span {
    private final double from;
    private final Set<String> names = new TreeSet<>(Set.of("Watchdog"));
    private double to = Double.POSITIVE_INFINITY;

    private Span(double from) {
      this.from = from;
    }

    synchronized void expects(Set<String> alerts) {
      names.addAll(alerts);
    }

    synchronized void ended(double at) {
      to = at;
    }

    private synchronized boolean holds(double at) {
      return at >= from && at <= to;
    }

    private synchronized boolean expects(String alert) {
      return names.contains(alert);
    }
  }

  private final List<Span> spans = new ArrayList<>();

  /** A step begins. */
  Span begin(double at) {
    Span span = new Span(at);
    spans.add(span);
    return span;
  }

  /** Alerts that speak against a step, of all that were delivered so far; each once. */
  List<String> unexpected(Span of, List<Heard> heard) {
    Set<String> found = new TreeSet<>();
    for (Heard one : heard) {
      if (one.firing() && blamed(one).filter(span -> span == of).isPresent()) {
        found.add(one.toString());
      }
    }
    return List.copyOf(found);
  }

  /** The step that has to answer for it; empty where one expects it, or none had begun. */
  private Optional<Span> blamed(Heard one) {
    List<Span> active = spans.stream().filter(span -> span.holds(one.begun())).toList();
    if (active.isEmpty()) {
      active =
          spans.stream()
              .filter(span -> span.from <= one.begun())
              .max(Comparator.comparingDouble(span -> span.to))
              .stream()
              .toList();
    }
    if (active.stream().anyMatch(span -> span.expects(one.name()))) {
      return Optional.empty();
    }
    return active.stream().max(Comparator.comparingDouble(span -> span.from));
  }
}
