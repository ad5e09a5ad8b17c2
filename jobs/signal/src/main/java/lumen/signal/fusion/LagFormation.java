package lumen.signal.fusion;

import java.util.Arrays;
import lumen.signal.lag.CorrelationPeak;
import lumen.signal.lag.CrossCorrelation;
import lumen.signal.lag.LagSettings;

/**
 * New lags of all channels at a multiple of the window.
 *
 * <p>Each channel is correlated with the weighted sum of the other channels' standardised values
 * over the longest common run of steps, and moves by its share 1 - w_c/sum w of the lag found, so
 * that the common frame stays. The sum over "all but c" is the total minus c's part, with the total
 * in doubled precision (Knuth 1969, two-sum), so that nothing cancels: O(channels * steps) for all
 * channels.
 */
final class LagFormation {
  private static final double FLAT = 1e-9;
  private static final double LEAST_MOVE_STEPS = 1e-6;

  private final LagSettings settings;
  private final int window;
  private final int maxLag;
  private final CrossCorrelation correlation;

  private double[] total = {};
  private double[] totalRest = {};
  private double[] reference = {};
  private double[] part = {};
  private double[] lags = {};
  private double weights;
  private boolean moves;

  LagFormation(FusionSettings settings) {
    this.settings = settings.lag();
    this.window = (int) settings.windowSteps();
    this.maxLag = settings.maxLagSteps();
    this.correlation = new CrossCorrelation(maxLag);
  }

  /**
   * Sets the lags found on the runs ending at g - 1; whether any moved, else all stay as they were.
   */
  boolean form(long g, FusedChannel[] channels) {
    int n = commonRun(g, channels);
    if (settings.method() == LagSettings.Method.NONE || n == 0) {
      return false;
    }
    makeRoom(n, channels.length);
    sumAll(g, channels, n);
    moves = false;
    for (int i = 0; i < channels.length; i++) {
      lags[i] = newLag(g, channels[i], n);
      moves |= Math.abs(lags[i] - channels[i].lag()) > LEAST_MOVE_STEPS;
    }
    for (int i = 0; moves && i < channels.length; i++) {
      channels[i].setLag(lags[i]);
    }
    return moves;
  }

  private boolean takesPart(long g, FusedChannel c) {
    return 3L * c.aligned.runEndingAt(g - 1, window) >= window;
  }

  /** The longest run that all channels with a run of at least W/3 have; 0 if none has one. */
  private int commonRun(long g, FusedChannel[] channels) {
    int n = 0;
    for (FusedChannel c : channels) {
      if (takesPart(g, c)) {
        int run = c.aligned.runEndingAt(g - 1, window);
        n = n == 0 ? run : Math.min(n, run);
      }
    }
    return n;
  }

  private void sumAll(long g, FusedChannel[] channels, int n) {
    Arrays.fill(total, 0, n, 0);
    Arrays.fill(totalRest, 0, n, 0);
    weights = 0;
    for (FusedChannel c : channels) {
      if (!takesPart(g, c)) {
        continue;
      }
      weights += c.weight;
      if (standardise(g, c, n)) {
        for (int t = 0; t < n; t++) {
          add(t, part[t]);
        }
      }
    }
  }

  private void add(int t, double value) {
    double sum = total[t] + value;
    double rest = roundedOff(total[t], value, sum) + totalRest[t];
    total[t] = sum + rest;
    totalRest[t] = rest - (total[t] - sum);
  }

  private static double roundedOff(double a, double b, double sum) {
    double bRounded = sum - a;
    return (a - (sum - bRounded)) + (b - bRounded);
  }

  private double newLag(long g, FusedChannel c, int n) {
    if (!takesPart(g, c) || !standardise(g, c, n)) {
      return c.lag();
    }
    for (int t = 0; t < n; t++) {
      double sum = total[t] - part[t];
      reference[t] = sum + (roundedOff(total[t], -part[t], sum) + totalRest[t]);
    }
    double[] r = correlation.of(part, 0, reference, 0, n);
    CorrelationPeak peak = r.length == 0 ? CorrelationPeak.NONE : CorrelationPeak.of(r, maxLag);
    boolean believed = peak.exists() && peak.height() >= settings.minPeak();
    return believed ? peak.lagSteps() * (1 - c.weight / weights) : c.lag();
  }

  /** Puts w (v - mean)/std of the run into {@link #part}; false if the channel is flat over it. */
  private boolean standardise(long g, FusedChannel c, int n) {
    AlignedSteps.Run run = c.aligned.runAt(g - 1);
    int from = run.index(g - n);
    double scale = CrossCorrelation.scale(run.value, from, n);
    double sum = 0;
    double largest = 0;
    for (int t = 0; t < n; t++) {
      part[t] = run.value[from + t] * scale;
      sum += part[t];
      largest = Math.max(largest, Math.abs(part[t]));
    }
    double mean = sum / n;
    double squares = 0;
    for (int t = 0; t < n; t++) {
      part[t] -= mean;
      squares += part[t] * part[t];
    }
    double deviation = Math.sqrt(squares / n);
    if (!(deviation > FLAT * largest && deviation < Double.POSITIVE_INFINITY)) {
      return false;
    }
    double gain = c.weight / deviation;
    for (int t = 0; t < n; t++) {
      part[t] *= gain;
    }
    return true;
  }

  private void makeRoom(int n, int channels) {
    if (total.length < n) {
      total = new double[n];
      totalRest = new double[n];
      reference = new double[n];
      part = new double[n];
    }
    if (lags.length < channels) {
      lags = new double[channels];
    }
  }
}
