package lumen.watch.gate;

import java.util.Optional;

/**
 * How Prometheus is asked about a condition. Values are told by tenant, or once for the job, so
 * that a series of a pod that was replaced is no second answer.
 *
 * @param condition what is asked about
 * @param instead what is taken for its value, such as the record of a shorter window; empty for the
 *     series itself
 * @param counted the series whose samples are counted, as often as there has to be one: what a
 *     record is made of, where the record goes on when that has ended; empty for the series itself
 */
public record ConditionQuery(GateCondition condition, String instead, String counted) {
  /** Asks about a condition as it stands. */
  public ConditionQuery(GateCondition condition) {
    this(condition, "", "");
  }

  /** The newest state of each tenant's bridge: who has one is asked about. */
  static final String BRIDGES = "lumen:bridge";

  /** Is recorded while rules are, whoever plays. */
  private static final String RECORDED = "slo:objective:ratio{slo=\"phase\"}";

  private static final long LOOKED_AT = 60;

  /** The value itself, whatever the coverage. */
  public String value() {
    if (!instead.isEmpty()) {
      return fold(condition.take() == Take.MAX ? "max" : "avg", instead);
    }
    String of = condition.of();
    String window = condition.window().map(this::window).orElse("");
    return switch (condition.take()) {
      case NEWEST -> fold("avg", of);
      case MEAN -> fold("avg", "avg_over_time(" + of + window + ")");
      case MAX -> fold("max", window.isEmpty() ? of : "max_over_time(" + of + window + ")");
      case P95 -> fold("avg", "quantile_over_time(0.95, " + of + window + ")");
      case SHARE ->
          fold("sum", "increase(" + of + window + ")")
              + " / "
              + fold("sum", "increase(" + condition.among() + window + ")");
      case PASSED -> "count(" + passed() + ")";
      case COUNT ->
          "(%s or on (tenant) 0 * %s) and on (tenant) %s"
              .formatted(fold("sum", "count_over_time(" + of + window + ")"), BRIDGES, BRIDGES);
    };
  }

  private String passed() {
    String newest = "max by (mode) (" + condition.of() + ")";
    return condition
        .window()
        .map(span -> "time() - " + newest + " <= " + span.seconds())
        .orElse(newest + " > 0");
  }

  /** How many samples the window holds; empty where none are asked for. */
  public Optional<String> samples() {
    if (condition.samplesNeeded() == 0) {
      return Optional.empty();
    }
    if (condition.isOfRecords()) {
      return Optional.of(
          "max(count_over_time(%s[%s:%s]))"
              .formatted(RECORDED, condition.knownFor(), condition.recordStep()));
    }
    return condition.window().map(span -> fold("max", "count_over_time(" + samplesOf(span) + ")"));
  }

  private String samplesOf(Window span) {
    return counted.isEmpty()
        ? covered() + window(span)
        : counted + "[" + span + ":" + condition.every() + "]";
  }

  /** From {@value #LOOKED_AT} s on a window is looked at so often, which spares days of samples. */
  private String window(Window over) {
    Window every = new Window(condition.every());
    String step = condition.take().covered() && looksAt(every) ? ":" + every : "";
    return "[" + over + step + "]";
  }

  /** Whether so seldom samples are looked at, and not counted. */
  static boolean looksAt(Window every) {
    return every.seconds() >= LOOKED_AT;
  }

  /** What must have a sample of now, where the value alone does not tell. */
  public Optional<String> alive() {
    return ofItsOwn() && (condition.take() != Take.NEWEST || !instead.isEmpty())
        ? Optional.of(fold("max", covered()))
        : Optional.empty();
  }

  private String covered() {
    return condition.take() == Take.SHARE ? condition.among() : condition.of();
  }

  /** 1 where it holds, 0 where it does not, nothing where there is no data. */
  public String holds() {
    Bound bound = condition.bound();
    String verdict = "(%s %s bool %s)".formatted(value(), bound.sign().operator(), bound.number());
    if (condition.take() == Take.COUNT) {
      verdict = "((%s) %s bool %s)".formatted(value(), bound.sign().operator(), bound.number());
    }
    String all =
        samples()
            .map(count -> " * %s(%s >= bool %d)".formatted(to(), count, condition.samplesNeeded()))
            .map(verdict::concat)
            .orElse(verdict);
    return ofItsOwn() && condition.take() != Take.NEWEST
        ? all + " and on (" + label() + ") " + covered()
        : all;
  }

  /** Whether samples of the series itself are counted. */
  private boolean ofItsOwn() {
    return samples().isPresent() && !condition.isOfRecords();
  }

  private String to() {
    return condition.isOfRecords() ? "on () group_left () " : "";
  }

  private String label() {
    return condition.scope() == Scope.TENANT ? "tenant" : "";
  }

  private String fold(String operator, String series) {
    String by = condition.scope() == Scope.TENANT ? " by (tenant) " : "";
    return operator + by + "(" + series + ")";
  }
}
