package lumen.tune;

import java.util.Optional;

/**
 * Which lines show gains that held while the result was good.
 *
 * @param minSyncQuality least sync quality, 0 to 1
 * @param minCoherence least coherence, 0 to 1
 * @param maxPhaseDiff greatest phase difference in cycles
 * @param tenant the only tenant; empty: all
 */
record RowFilter(
    double minSyncQuality, double minCoherence, double maxPhaseDiff, Optional<String> tenant) {

  /**
   * One line as far as it matters; NaN for what it does not say.
   *
   * @param state protocol state of the bridge, 0 to 4
   * @param judged whether the line must tell of its quality: rows of the user's own need not
   */
  record Candidate(
      String tenant,
      double entropyRatio,
      double phaseDiff,
      double kp,
      double syncQuality,
      double coherence,
      double state,
      boolean judged) {}

  /** Why a line is left out; empty if it is good. */
  Optional<String> fault(Candidate line) {
    if (tenant.isPresent() && !tenant.get().equals(line.tenant())) {
      return Optional.of("another tenant");
    }
    if (!(within(line.entropyRatio(), 1) && within(line.phaseDiff(), 0.5))) {
      return Optional.of("no entropy ratio or phase difference");
    }
    if (!within(line.kp(), 10)) {
      return Optional.of("no gain");
    }
    if (!Double.isNaN(line.state()) && line.state() != 2) {
      return Optional.of("not in state E2");
    }
    if (falls(line.syncQuality(), minSyncQuality, line.judged())) {
      return Optional.of("sync quality below " + minSyncQuality);
    }
    if (falls(line.coherence(), minCoherence, line.judged())) {
      return Optional.of("coherence below " + minCoherence);
    }
    return line.phaseDiff() > maxPhaseDiff
        ? Optional.of("phase difference above " + maxPhaseDiff)
        : Optional.empty();
  }

  private static boolean within(double value, double most) {
    return value >= 0 && value <= most;
  }

  private static boolean falls(double value, double least, boolean judged) {
    return least > 0 && (Double.isNaN(value) ? judged : value < least);
  }
}
