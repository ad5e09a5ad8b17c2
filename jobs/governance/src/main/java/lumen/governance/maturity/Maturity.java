package lumen.governance.maturity;

import lumen.governance.figure.Count;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.figure.LatencyFigures;
import lumen.governance.figure.Rate;
import lumen.governance.figure.Uptime;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.MaturitySettings;
import lumen.governance.settings.MaturitySettings.SubScore;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The maturity score, 0..100: the weighted mean of the sub-scores that are known. It is told at
 * first, then where it lies a point beyond the ten last told.
 */
public final class Maturity {
  private static final double PERCENT = 100;
  private static final long DAY_S = 24 * 3600;
  private static final int TEN = 10;

  private Fields state;
  private double score = Double.NaN;
  private int told = -1;
  private Fields sub;
  private double sum;
  private double weight;

  /** As it is told; null before the first hour has ended. */
  public Fields figures() {
    return state;
  }

  /** The score; NaN where not known. */
  public double score() {
    return score;
  }

  /** Scores at the end of an hour. */
  public void hour(
      History history,
      GovernanceSettings settings,
      Deploys deploys,
      double costPerThousand,
      double timeToRestore,
      ServiceOutputs out) {
    MaturitySettings maturity = settings.maturity();
    FigureWindow window = history.window(maturity.windowDays() * DAY_S);
    deploys.forget(history.now(), maturity.windowDays());
    sub = new Fields();
    sum = 0;
    weight = 0;
    long requests = window.counts().get(Count.REQUESTS);
    sub("deploys", maturity.deploys(), deploys.successes());
    sub("latency", maturity.latency(), LatencyFigures.mean(window.counts()));
    sub("errors", maturity.errors(), percent(Count.ERRORS_5XX, requests, Rate.NEEDS, window));
    sub("availability", maturity.availability(), availability(window.uptime(), settings));
    sub(
        "cache",
        maturity.cache(),
        percent(Count.HITS, window.counts().lookups(), Rate.NEEDS_LOOKUPS, window));
    sub("cost", maturity.cost(), costPerThousand);
    boolean known = weight >= maturity.minWeight();
    score = known ? sum / weight : Double.NaN;
    state =
        new Fields()
            .put("score", score)
            .put("weight", weightFigure())
            .put("sub", sub)
            .put("why", known ? null : "too_few")
            .put("change_failure_rate", deploys.failureRate())
            .put("time_to_restore_s", timeToRestore);
    tell(history.now(), out);
  }

  private Object weightFigure() {
    return weight == Math.rint(weight) ? (Object) (long) weight : (Object) weight;
  }

  private static double percent(Count part, long n, long needs, FigureWindow window) {
    return n == 0 || n < needs ? Double.NaN : PERCENT * window.counts().get(part) / n;
  }

  private static double availability(Uptime uptime, GovernanceSettings settings) {
    return uptime.coverage() < settings.data().minCoverage()
        ? Double.NaN
        : PERCENT * uptime.share();
  }

  private void sub(String name, SubScore part, double x) {
    double value = part.score(x);
    sub.put(name, value);
    if (!Double.isNaN(value)) {
      sum += part.weight() * value;
      weight += part.weight();
    }
  }

  private void tell(long micros, ServiceOutputs out) {
    boolean beyond = told < 0 || score >= told + TEN + 1 || score <= told - 1;
    if (Double.isNaN(score) || !beyond) {
      return;
    }
    told = (int) Math.floor(score / TEN) * TEN;
    Fields values = new Fields().put("estimate", score).put("weight", weightFigure());
    out.evidence(micros, "maturity", "maturity", Integer.toString(told), null, values);
  }

  /** Writes what was told last. */
  public void write(StateWriter out) {
    out.writeInt(told);
    out.writeDouble(score);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    told = in.readInt();
    score = in.readDouble();
  }
}
