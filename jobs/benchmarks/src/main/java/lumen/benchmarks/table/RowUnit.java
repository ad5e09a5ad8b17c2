package lumen.benchmarks.table;

import java.util.Locale;

/** What a row's figures are, and how a person reads them. A results file holds them as they are. */
public enum RowUnit {
  /** Times something else. */
  RATIO("ratio", "%.2f", 1),
  /** Of all cores of the machine, 0..1. */
  SHARE("share", "%.1f %%", 100),
  SECONDS("seconds", "%.2f s", 1),
  /** Held in seconds. */
  MILLISECONDS("seconds", "%.0f ms", 1e3),
  BYTES("bytes", "%.2f GB", 1e-9),
  BYTES_PER_SECOND("bytes_per_second", "%.2f GB/s", 1e-9);

  private final String figure;
  private final String form;
  private final double scale;

  RowUnit(String figure, String form, double scale) {
    this.figure = figure;
    this.form = form;
    this.scale = scale;
  }

  /** What a results file calls the figure. */
  public String figure() {
    return figure;
  }

  /** With its unit; {@code -} where there is none. */
  String text(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, form, scale * value);
  }

  /** What a results file holds of a figure that a person reads. */
  double scaled(double read) {
    return read / scale;
  }

  /** The same without digits that say nothing, for a bar. */
  String brief(double value) {
    return text(value).replaceAll("\\.0+(?![0-9])|(?<=\\.[0-9])0+(?![0-9])", "");
  }

  /** A range, without the unit. */
  String range(double low, double high) {
    String number = form.contains(" ") ? form.substring(0, form.indexOf(' ')) : form;
    return String.format(Locale.ROOT, number + " .. " + number, scale * low, scale * high);
  }
}
