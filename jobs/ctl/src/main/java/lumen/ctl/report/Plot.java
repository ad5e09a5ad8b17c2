package lumen.ctl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.ctl.simulate.Truth;

/**
 * One plot over time, drawn as SVG that stretches to any width while its lines keep theirs; labels
 * are HTML beside it.
 */
final class Plot {
  private static final int HEIGHT = 1000;

  /**
   * Vertical scale.
   *
   * @param low value at the bottom
   * @param high value at the top
   * @param log whether equal ratios have equal heights; then low must be above 0
   */
  record Scale(double low, double high, boolean log) {
    Scale {
      if (!(low < high) || (log && low <= 0)) {
        throw new IllegalArgumentException("scale must ascend: low=" + low + " high=" + high);
      }
    }

    /** Distance from the top in units. */
    long units(double value) {
      double share = log ? ratio(value) : (value - low) / (high - low);
      return Math.round((1 - Math.max(0, Math.min(1, share))) * HEIGHT);
    }

    private double ratio(double value) {
      double bounded = Math.max(value, low);
      return StrictMath.log(bounded / low) / StrictMath.log(high / low);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      if (log) {
        for (double tick = low; tick <= high * 1.001; tick *= 10) {
          ticks.add(tick);
        }
        return ticks;
      }
      double span = high - low;
      double step = StrictMath.pow(10, Math.floor(StrictMath.log10(span)));
      step = span / step < 2.5 ? step / 2 : span / step < 5 ? step : 2 * step;
      for (int i = (int) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
        ticks.add(i * step);
      }
      return ticks;
    }

    String label(double value) {
      if (log) {
        return String.format(Locale.ROOT, "%.0e", value);
      }
      String text = String.format(Locale.ROOT, high - low < 0.1 ? "%.3f" : "%.2f", value);
      return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
  }

  private final String title;
  private final String unit;
  private final String note;
  private final Scale scale;
  private final TimeAxis axis;
  private final Html shades = new Html();
  private final Html lines = new Html();
  private final Html legend = new Html();

  Plot(String title, String unit, String note, Scale scale, TimeAxis axis) {
    this.title = title;
    this.unit = unit;
    this.note = note;
    this.scale = scale;
    this.axis = axis;
  }

  /** Shades the locked and lost phases of the true story. */
  Plot story(List<Truth.Phase> phases) {
    for (Truth.Phase phase : phases) {
      if (phase.expected() != Truth.Expected.CHANGING) {
        shade(phase.from(), phase.to(), phase.expected().name().toLowerCase(Locale.ROOT));
      }
    }
    return this;
  }

  private void shade(double fromS, double toS, String style) {
    long x = axis.units(fromS);
    shades.format(
        "<rect class=\"%s\" x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\"/>",
        style, x, axis.units(toS) - x, HEIGHT);
  }

  /**
   * Draws a curve; {@code hz} is the rate of its grid. Spans of several steps are drawn from
   * minimum to maximum.
   */
  Plot curve(String name, String style, Envelope curve, double hz) {
    StringBuilder path = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < curve.size(); i++) {
      if (!curve.hasValue(i)) {
        open = false;
        continue;
      }
      long x = axis.units((double) curve.step(i) / hz);
      long low = scale.units(curve.min(i));
      long high = scale.units(curve.max(i));
      path.append(open ? "L" : "M").append(x).append(' ').append(low);
      if (high != low) {
        path.append('V').append(high);
      } else if (!open) {
        path.append("h1");
      }
      open = true;
    }
    return path(name, style, path);
  }

  /** Draws the mean of a curve. */
  Plot meanCurve(String name, String style, Envelope curve, double hz) {
    StringBuilder path = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < curve.size(); i++) {
      if (curve.hasValue(i)) {
        path.append(open ? "L" : "M").append(axis.units((double) curve.step(i) / hz));
        path.append(' ').append(scale.units(curve.mean(i)));
      }
      open = curve.hasValue(i);
    }
    return path(name, style, path);
  }

  /** Draws points joined by lines; each is time and value. */
  Plot points(String name, String style, List<double[]> points) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      if (point[0] >= axis.fromS() && point[0] <= axis.toS()) {
        path.append(path.isEmpty() ? "M" : "L").append(axis.units(point[0]));
        path.append(' ').append(scale.units(point[1]));
      }
    }
    return path(name, style, path);
  }

  /** Draws levels that hold for a while; each is from, to and value. */
  Plot levels(String name, String style, List<double[]> levels) {
    StringBuilder path = new StringBuilder();
    for (double[] level : levels) {
      path.append(path.isEmpty() ? "M" : "L").append(axis.units(level[0]));
      path.append(' ').append(scale.units(level[2])).append('H').append(axis.units(level[1]));
    }
    return path(name, style, path);
  }

  /** Draws constants across the whole plot. */
  Plot marks(String name, String style, List<Double> values) {
    StringBuilder path = new StringBuilder();
    for (double value : values) {
      path.append("M0 ").append(scale.units(value)).append('H').append(TimeAxis.UNITS);
    }
    return path(name, style + " fixed", path);
  }

  private Plot path(String name, String style, StringBuilder path) {
    if (path.isEmpty()) {
      return this;
    }
    legend.raw("<span class=\"key ").raw(style).raw("\">").text(name).raw("</span>");
    lines.raw("<path class=\"line ").raw(style).raw("\" data-name=\"").text(name);
    lines.raw("\" d=\"").raw(path.toString()).raw("\"/>");
    return this;
  }

  void write(Html html) {
    html.raw("<figure class=\"plot\"><figcaption><b>").text(title).raw("</b> <i>").text(unit);
    html.raw("</i><span class=\"keys\">").raw(legend.toString()).raw("</span></figcaption>");
    html.raw("<div class=\"field\"><div class=\"yaxis\">");
    for (double tick : scale.ticks()) {
      double top = (double) scale.units(tick) * 100 / HEIGHT;
      html.format("<span style=\"top:%.1f%%\">%s</span>", top, scale.label(tick));
    }
    html.format(
        "</div><svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\"",
        TimeAxis.UNITS, HEIGHT);
    html.format(" data-low=\"%s\" data-high=\"%s\"", scale.low(), scale.high());
    html.format(" data-log=\"%s\" aria-label=\"", scale.log()).text(title).raw("\">");
    html.raw(shades.toString());
    grid(html);
    html.raw(lines.toString()).raw("</svg></div>");
    if (!note.isEmpty()) {
      html.raw("<p class=\"note\">").text(note).raw("</p>");
    }
    html.raw("</figure>\n");
  }

  private void grid(Html html) {
    html.raw("<path class=\"grid\" d=\"");
    for (double tick : axis.ticks()) {
      html.format("M%d 0V%d", axis.units(tick), HEIGHT);
    }
    for (double tick : scale.ticks()) {
      html.format("M0 %dH%d", scale.units(tick), TimeAxis.UNITS);
    }
    html.raw("\"/>");
  }
}
