package lumen.watch.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.watch.gate.Bound.Sign;

/**
 * One thing that a gate asks for. A key that is left out is an empty text, or NaN.
 *
 * @param name the name in its gate
 * @param of series, or a record of the rules
 * @param among with {@link Take#SHARE}: what it is a part of
 * @param take what is taken of it
 * @param over window, such as {@code 10m}
 * @param every how often there is a sample
 * @param knownFor how long rules must have been recorded, such as {@code 30d}: of what a record of
 *     a month says, or of what is counted, a record that began today says nothing
 * @param scope who has to hold it
 * @param atLeast least value
 * @param atMost greatest value
 * @param below value that is not reached
 */
public record GateCondition(
    String name,
    String of,
    String among,
    Take take,
    String over,
    String every,
    String knownFor,
    Scope scope,
    double atLeast,
    double atMost,
    double below) {
  /** Part of the samples of a window that must be there. */
  private static final double COVERAGE = 0.95;

  private static final long DAY_S = 86_400;

  /** How often objectives are recorded, by which is known how long rules are. */
  private static final String RECORDED = "15s";

  /** Checks that there is one level, and what its take needs. */
  public GateCondition {
    if (levels(atLeast, atMost, below).size() != 1) {
      throw new IllegalArgumentException(
          "must have exactly one of at_least, at_most, below: " + name);
    }
    if ((take == Take.SHARE) == among.isEmpty()) {
      throw new IllegalArgumentException(
          "must have among with take share, and with no other: " + name);
    }
    boolean windowed =
        take == Take.MEAN || take == Take.P95 || take == Take.SHARE || take == Take.COUNT;
    if (windowed && over.isEmpty()) {
      throw new IllegalArgumentException("must have over, such as 10m: " + name);
    }
    if (take == (scope == Scope.TENANT ? Take.PASSED : Take.COUNT)) {
      throw new IllegalArgumentException(
          "must be scope job with take passed, and scope tenant with take count: " + name);
    }
    if (!knownFor.isEmpty() && take.covered() && !over.isEmpty()) {
      throw new IllegalArgumentException(
          "must have known_for without over, or with take count: " + name);
    }
    if (!over.isEmpty() && new Window(over).seconds() < new Window(every).seconds()) {
      throw new IllegalArgumentException(
          "over must hold a sample: %s over=%s every=%s".formatted(name, over, every));
    }
  }

  private static List<Bound> levels(double atLeast, double atMost, double below) {
    return Stream.of(
            Double.isNaN(atLeast) ? null : new Bound(Sign.AT_LEAST, atLeast),
            Double.isNaN(atMost) ? null : new Bound(Sign.AT_MOST, atMost),
            Double.isNaN(below) ? null : new Bound(Sign.BELOW, below))
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** What the value has to be. */
  public Bound bound() {
    return levels(atLeast, atMost, below).get(0);
  }

  /** The window, where it has one. */
  public Optional<Window> window() {
    return over.isEmpty() ? Optional.empty() : Optional.of(new Window(over));
  }

  /** Whether it is asked how long rules have been recorded, in place of its own samples. */
  boolean isOfRecords() {
    return !knownFor.isEmpty();
  }

  /** How often rules that are recorded are looked at. */
  Window recordStep() {
    return new Window(new Window(knownFor).seconds() >= DAY_S ? "1h" : RECORDED);
  }

  /** How many samples its window must hold; 0 where it asks for none. */
  public long samplesNeeded() {
    if (isOfRecords()) {
      return Math.max(1, samplesNeeded(new Window(knownFor), recordStep()));
    }
    return take.covered()
        ? window().map(span -> samplesNeeded(span, new Window(every))).orElse(0L)
        : 0;
  }

  /**
   * The same of a window that is no longer than that.
   *
   * @throws IllegalArgumentException if it is too short for a sample
   */
  GateCondition within(Duration most) {
    if (window().isEmpty() || window().get().length().compareTo(most) <= 0) {
      return this;
    }
    if (most.compareTo(new Window(every).length()) < 0) {
      throw new IllegalArgumentException(
          "--since must lie %s back at least, for a sample of %s".formatted(every, name));
    }
    String shorter = Window.of(most).text();
    String known = isOfRecords() ? shorter : "";
    return new GateCondition(
        name, of, among, take, shorter, every, known, scope, atLeast, atMost, below);
  }

  private static long samplesNeeded(Window window, Window every) {
    return (long) (COVERAGE * window.seconds() / every.seconds());
  }
}
