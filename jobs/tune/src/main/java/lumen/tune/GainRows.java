package lumen.tune;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.signal.gain.GainSurfaceFit;
import lumen.signal.gain.UnidentifiedSurfaceException;
import lumen.terminal.CommandFailure;
import lumen.tune.RowFilter.Candidate;

/** The rows that a gain surface is fitted to, collected from logs. */
final class GainRows {
  private static final int MOST_ROWS = 5_000_000;

  private final RowFilter good;
  private final double windowS;
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private double[] entropyRatios = new double[1024];
  private double[] phaseDiffs = new double[1024];
  private double[] kps = new double[1024];
  private int n;

  /**
   * No rows yet.
   *
   * @param windowS window of the bridge's statistics, for control frames
   */
  GainRows(RowFilter good, double windowS) {
    this.good = good;
    this.windowS = windowS;
  }

  /**
   * A file and what was taken from it.
   *
   * @param sha256 of its bytes, in hexadecimal digits
   * @param rows rows that were good
   */
  record Source(Path file, String sha256, int rows) {}

  /** Takes the good lines of a file. */
  void read(Path file) {
    int before = n;
    ControlPhases phases = new ControlPhases(windowS);
    String sha256 = FlatLines.read(file, line -> take(candidate(line, phases)));
    sources.add(new Source(file, sha256, n - before));
  }

  private static Candidate candidate(FlatLine line, ControlPhases phases) {
    String tenant = line.text("tenant");
    double sync = line.number("sync_quality");
    return switch (LineKind.of(line)) {
      case FRAME ->
          new Candidate(
              tenant,
              line.number("entropy_ratio"),
              line.number("phase_diff"),
              line.number("kp"),
              sync,
              line.number("coherence"),
              Double.NaN,
              true);
      case CONTROL ->
          new Candidate(
              tenant,
              line.number("entropy_ratio"),
              phases.after(line),
              line.number("kp"),
              sync,
              1,
              PlainValues.state(line.text("state")),
              true);
      case BENCH -> ofBench(tenant, line);
      case ROW, OTHER ->
          new Candidate(
              tenant,
              line.number("entropy_ratio"),
              line.number("phase_diff"),
              line.number("kp"),
              sync,
              line.number("coherence"),
              Double.NaN,
              false);
    };
  }

  private static Candidate ofBench(String tenant, FlatLine line) {
    return new Candidate(
        tenant,
        line.number("fusion_entropy_ratio", "bridge_entropy_ratio"),
        line.number("fusion_phase_diff_mean", "bridge_phase_diff_mean"),
        line.number("fusion_gain_kp"),
        line.number("fusion_sync_quality", "bridge_sync_quality"),
        line.number("fusion_coherence_level"),
        line.number("bridge_state"),
        true);
  }

  private void take(Candidate line) {
    good.fault(line).ifPresentOrElse(fault -> leftOut.merge(fault, 1L, Long::sum), () -> add(line));
  }

  private void add(Candidate line) {
    if (n == MOST_ROWS) {
      throw CommandFailure.failed("must be at most %,d rows: choose fewer".formatted(MOST_ROWS));
    }
    if (n == kps.length) {
      entropyRatios = Arrays.copyOf(entropyRatios, 2 * n);
      phaseDiffs = Arrays.copyOf(phaseDiffs, 2 * n);
      kps = Arrays.copyOf(kps, 2 * n);
    }
    entropyRatios[n] = line.entropyRatio();
    phaseDiffs[n] = line.phaseDiff();
    kps[n++] = line.kp();
  }

  GainSurfaceFit fit() throws UnidentifiedSurfaceException {
    return GainSurfaceFit.of(
        Arrays.copyOf(entropyRatios, n), Arrays.copyOf(phaseDiffs, n), Arrays.copyOf(kps, n));
  }

  /** Good rows. */
  int size() {
    return n;
  }

  List<Source> sources() {
    return List.copyOf(sources);
  }

  /** Lines that were left out, by the reason. */
  Map<String, Long> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }
}
