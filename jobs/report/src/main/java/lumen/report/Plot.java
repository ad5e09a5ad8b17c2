package lumen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lumen.rig.Truth;

/**
 * One plot over time, drawn as SVG that stretches to any width while its lines keep theirs; labels
 * are HTML beside it.
 */
final class Plot {
  /** A curve's name and style. */
  record Key(String name, String style) {}

  private final String title;
  private final String unit;
  private final Scale scale;
  private final TimeAxis axis;
  private final Html shades = new Html();
  private final Html lines = new Html();
  private final List<Key> keys = new ArrayList<>();
  private boolean tall;
  private boolean cut;

  Plot(String title, String unit, Scale scale, TimeAxis axis) {
    this.title = title;
    this.unit = unit;
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

  /** Shades what lies between two values. */
  Plot band(String name, String style, double low, double high) {
    long top = scale.units(high);
    shades.format(
        "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
        style, top, TimeAxis.UNITS, scale.units(low) - top);
    keys.add(new Key(name, style));
    return this;
  }

  /** Makes it higher, for a curve whose small and large values both matter. */
  Plot tall() {
    tall = true;
    return this;
  }

  /** Says that what lies beyond the scale is drawn at its edge. */
  Plot cut() {
    cut = true;
    return this;
  }

  private void shade(double fromS, double toS, String style) {
    long x = axis.units(fromS);
    shades.format(
        "<rect class=\"%s\" x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\"/>",
        style, x, axis.units(toS) - x, Scale.UNITS);
  }

  /**
   * Draws a curve; {@code hz} is the rate of its grid. Spans of several steps are drawn from
   * minimum to maximum.
   */
  Plot curve(String name, String style, MinMaxEnvelope curve, double hz) {
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
  Plot meanCurve(String name, String style, MinMaxEnvelope curve, double hz) {
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
    return spans(
        name,
        style,
        values.stream().map(value -> new double[] {axis.fromS(), axis.toS(), value}).toList());
  }

  /** Draws a target, or the levels of alerts, under one name; those beyond the scale are not. */
  Plot levels(List<RunLevels.Level> levels) {
    List<Double> bounds =
        levels.stream()
            .map(RunLevels.Level::bound)
            .filter(bound -> bound >= scale.low() && bound <= scale.high())
            .distinct()
            .sorted()
            .toList();
    if (bounds.isEmpty()) {
      return this;
    }
    String values = bounds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String kind = levels.get(0).target() ? "target " : bounds.size() > 1 ? "alerts " : "alert ";
    return marks(kind + values, "s-level", bounds);
  }

  /** Draws constants, each from one time to another; each is from, to and value. */
  Plot spans(String name, String style, List<double[]> constants) {
    StringBuilder path = new StringBuilder();
    for (double[] constant : constants) {
      path.append('M').append(axis.units(constant[0])).append(' ');
      path.append(scale.units(constant[2])).append('H').append(axis.units(constant[1]));
    }
    return path(name, style + " fixed", path);
  }

  private Plot path(String name, String style, StringBuilder path) {
    if (path.isEmpty()) {
      return this;
    }
    keys.add(new Key(name, style));
    lines.raw("<path class=\"line ").raw(style).raw("\" data-name=\"").text(name);
    lines.raw("\" d=\"").raw(path.toString()).raw("\"/>");
    return this;
  }

  void write(Html html) {
    html.raw(tall ? "<figure class=\"plot tall\">" : "<figure class=\"plot\">");
    html.raw("<figcaption><b>").text(title).raw("</b> <i>").text(unit);
    html.raw("</i><span class=\"keys\">");
    for (Key key : keys) {
      html.raw("<span class=\"key ").raw(key.style()).raw("\">").text(key.name()).raw("</span>");
    }
    html.raw("</span></figcaption><div class=\"field\"><div class=\"yaxis\">");
    for (double tick : scale.ticks()) {
      double top = (double) scale.units(tick) * 100 / Scale.UNITS;
      html.format("<span style=\"top:%.1f%%\">%s</span>", top, scale.label(tick));
    }
    html.raw("</div>");
    svg(html, "");
    html.raw("</div>");
    if (cut) {
      html.raw("<p class=\"note\">What lies beyond is drawn at the edge.</p>");
    }
    html.raw("</figure>\n");
  }

  /**
   * Writes the plot alone, without labels.
   *
   * @param place where it lies in a picture around it, as attributes; empty to fill its element
   */
  void svg(Html html, String place) {
    html.raw("<svg").raw(place);
    html.format(
        " viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\"",
        TimeAxis.UNITS, Scale.UNITS);
    html.format(" data-low=\"%s\" data-high=\"%s\"", scale.low(), scale.high());
    html.raw(cut ? " data-cut=\"true\"" : "");
    html.format(" data-log=\"%s\" aria-label=\"", scale.log()).text(title).raw("\">");
    html.raw(shades.toString());
    grid(html);
    html.raw(lines.toString()).raw("</svg>");
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  Scale scale() {
    return scale;
  }

  List<Key> keys() {
    return List.copyOf(keys);
  }

  boolean isTall() {
    return tall;
  }

  boolean isCut() {
    return cut;
  }

  private void grid(Html html) {
    html.raw("<path class=\"grid\" d=\"");
    for (double tick : axis.ticks()) {
      html.format("M%d 0V%d", axis.units(tick), Scale.UNITS);
    }
    for (double tick : scale.ticks()) {
      html.format("M0 %dH%d", scale.units(tick), TimeAxis.UNITS);
    }
    html.raw("\"/>");
  }
}
