package lumen.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A tenant's story in a few lines of text: coherence as a bar chart, modes as letters, elapsed time
 * below.
 */
final class Timeline {
  private static final int COLUMNS = 80;
  private static final int ROWS = 4;
  private static final char[] PARTS = {' ', '.', ':', '|'};
  private final TenantFigures tenant;
  private final double hz;
  private final TimeAxis axis;

  private Timeline(TenantFigures tenant, double hz, TimeAxis axis) {
    this.tenant = tenant;
    this.hz = hz;
    this.axis = axis;
  }

  static List<String> of(TenantFigures tenant, RunFigures run) {
    return new Timeline(tenant, run.targetHz(), run.frameAxis()).lines();
  }

  private List<String> lines() {
    String[] lines = new String[ROWS + 3];
    lines[0] = "coherence of " + RunTable.plain(tenant.tenant(), 60);
    double[] levels = levels();
    for (int row = 0; row < ROWS; row++) {
      double bottom = (double) (ROWS - 1 - row) / ROWS;
      StringBuilder line = new StringBuilder();
      line.append(String.format(Locale.ROOT, "%14.2f |", bottom + 1.0 / ROWS));
      for (double level : levels) {
        line.append(part(level, bottom));
      }
      lines[1 + row] = line.toString().stripTrailing();
    }
    lines[ROWS + 1] = String.format(Locale.ROOT, "%14s |%s", "mode", modes());
    lines[ROWS + 2] = times();
    return Arrays.asList(lines);
  }

  private static char part(double level, double bottom) {
    if (Double.isNaN(level)) {
      return ' ';
    }
    double filled = (level - bottom) * ROWS * (PARTS.length - 1);
    int part = (int) Math.max(0, Math.min(PARTS.length - 1, Math.rint(filled)));
    return bottom == 0 && part == 0 ? '_' : PARTS[part];
  }

  private int column(double seconds) {
    return (int) Math.min(COLUMNS - 1, axis.units(seconds) * COLUMNS / TimeAxis.UNITS);
  }

  private double[] levels() {
    MinMaxEnvelope curve = tenant.envelope(Figure.COHERENCE);
    double[] sums = new double[COLUMNS];
    int[] counts = new int[COLUMNS];
    for (int i = 0; i < curve.size(); i++) {
      if (curve.hasValue(i)) {
        int column = column((double) curve.step(i) / hz);
        sums[column] += curve.mean(i);
        counts[column]++;
      }
    }
    for (int i = 0; i < COLUMNS; i++) {
      sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
    }
    return sums;
  }

  private String modes() {
    char[] letters = new char[COLUMNS];
    Arrays.fill(letters, ' ');
    for (ModeTrack.Stretch stretch : tenant.modes().stretches()) {
      if (stretch.mode() != null) {
        int from = column((double) stretch.from() / hz);
        int to = column((double) (stretch.to() + 1) / hz - 1e-6);
        Arrays.fill(letters, from, to + 1, stretch.mode().letter());
      }
    }
    return new String(letters).stripTrailing();
  }

  private String times() {
    StringBuilder line = new StringBuilder(" ".repeat(16));
    for (double tick : axis.ticks()) {
      int at = 16 + column(tick);
      String label = axis.elapsed(tick);
      if (at >= line.length() && at + label.length() <= 16 + COLUMNS) {
        line.append(" ".repeat(at - line.length())).append(label).append(' ');
      }
    }
    return line.toString().stripTrailing();
  }
}
