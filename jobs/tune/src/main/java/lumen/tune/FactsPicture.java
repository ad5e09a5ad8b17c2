package lumen.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import lumen.signal.loop.LoopFacts;

/** Pictures of what gains do, each one SVG file that loads nothing. */
final class FactsPicture {
  private static final int WIDTH = 720;
  private static final int LEFT = 58;
  private static final int RIGHT = 16;
  private static final int FIELD = WIDTH - LEFT - RIGHT;
  private static final int PANEL = 180;
  private static final int POINTS = 240;
  private static final double LOWEST_HZ = 0.005;
  private static final double STEP_S = 40;
  private static final String HEAD = "<title>Gains: ";
  private static final List<String> COLOURS = List.of("#1f5fbf", "#1a7a55", "#c27a10", "#a32436");

  private final StringBuilder svg = new StringBuilder();
  private final GainFacts facts;

  /** Top of the panel that is drawn. */
  private int top;

  private FactsPicture(GainFacts facts) {
    this.facts = facts;
  }

  /** Whether a file is one of these. */
  static boolean isPicture(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith("<svg ") && text.contains(HEAD);
  }

  /** Magnitude and phase of the open loop over frequency. */
  static String bode(GainFacts facts) {
    FactsPicture picture = new FactsPicture(facts);
    double highest = 500 / facts.tickMs();
    Axis hz = new Axis(LOWEST_HZ, highest, true);
    picture.panel("Open loop, magnitude", "dB", new Axis(-30, 50, false), 20);
    picture.level(new Axis(-30, 50, false), 0, "1");
    picture.curves(
        hz,
        new Axis(-30, 50, false),
        row -> at -> 20 * StrictMath.log10(LoopFacts.openLoop(row.gains(), facts.tickMs(), at)[0]));
    picture.top += PANEL + 44;
    Axis degrees = new Axis(-270, -45, false);
    picture.panel("Open loop, phase", "degrees, over Hz", degrees, 45);
    picture.level(degrees, -180, "swings");
    picture.curves(
        hz,
        degrees,
        row -> at -> StrictMath.toDegrees(LoopFacts.openLoop(row.gains(), facts.tickMs(), at)[1]));
    picture.frequencies(hz);
    return picture.whole("the open loop");
  }

  /** The answer to a step of the reference's phase. */
  static String step(GainFacts facts) {
    FactsPicture picture = new FactsPicture(facts);
    Axis seconds = new Axis(0, STEP_S, false);
    Axis cycles = new Axis(0, 1.4, false);
    picture.panel("Step of the phase", "share, over s", cycles, 0.2);
    picture.level(cycles, 1, "");
    int ticks = (int) Math.ceil(STEP_S * 1000 / facts.tickMs()) + 1;
    picture.curves(
        seconds,
        cycles,
        row -> {
          double[] answer = LoopFacts.stepResponse(row.gains(), facts.tickMs(), ticks);
          return at -> answer[(int) Math.min(ticks - 1, Math.rint(at * 1000 / facts.tickMs()))];
        });
    for (int s = 0; s <= STEP_S; s += 10) {
      picture.text(seconds.x(s), picture.top + PANEL + 16, "middle", s + " s");
    }
    return picture.whole("a step");
  }

  /** A range, drawn in equal steps or in equal ratios. */
  private record Axis(double low, double high, boolean log) {
    double share(double value) {
      return log
          ? StrictMath.log(value / low) / StrictMath.log(high / low)
          : (value - low) / (high - low);
    }

    double value(double share) {
      return log ? low * StrictMath.pow(high / low, share) : low + share * (high - low);
    }

    double x(double value) {
      return LEFT + share(value) * FIELD;
    }
  }

  private double y(Axis axis, double value) {
    return top + PANEL * (1 - Math.max(0, Math.min(1, axis.share(value))));
  }

  private void text(double x, double y, String anchor, String text) {
    format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
  }

  private void format(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private void panel(String title, String unit, Axis y, double grid) {
    top += 40;
    format("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>%n", LEFT, top - 10, title);
    text(LEFT + 7.8 * title.length() + 6, top - 10, "start", unit);
    double first = Math.ceil(y.low() / grid) * grid;
    for (double level = first; level <= y.high() + grid / 1e6; level += grid) {
      format("<path class=\"grid\" d=\"M%d %.1fh%d\"/>%n", LEFT, y(y, level), FIELD);
      text(LEFT - 6, y(y, level) + 4, "end", Rounded.text(Math.rint(level * 10) / 10));
    }
    double at = WIDTH - RIGHT;
    for (int i = facts.rows().size() - 1; i >= 0; i--) {
      String name = "entropy " + Rounded.text(facts.rows().get(i).entropyRatio());
      text(at, top - 10, "end", name);
      at -= 6.2 * name.length() + 4;
      format(
          "<path class=\"line\" stroke=\"%s\" d=\"M%.1f %dh14\"/>%n", colour(i), at - 14, top - 14);
      at -= 26;
    }
  }

  private static String colour(int row) {
    return COLOURS.get(row % COLOURS.size());
  }

  private void level(Axis y, double value, String name) {
    format("<path class=\"level\" d=\"M%d %.1fh%d\"/>%n", LEFT, y(y, value), FIELD);
    text(WIDTH - RIGHT - 4, y(y, value) - 4, "end", name);
  }

  private void frequencies(Axis hz) {
    for (double at : new double[] {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10}) {
      if (at >= hz.low() && at <= hz.high()) {
        text(hz.x(at), top + PANEL + 16, "middle", Rounded.text(at) + " Hz");
      }
    }
  }

  /** What is drawn of a row. */
  private interface Drawn {
    DoubleUnaryOperator of(GainFacts.Row row);
  }

  private void curves(Axis x, Axis y, Drawn drawn) {
    for (int i = 0; i < facts.rows().size(); i++) {
      DoubleUnaryOperator curve = drawn.of(facts.rows().get(i));
      List<String> points = new ArrayList<>();
      for (int k = 0; k <= POINTS; k++) {
        double at = x.value((double) k / POINTS);
        points.add(String.format(Locale.ROOT, "%.1f %.1f", x.x(at), y(y, curve.applyAsDouble(at))));
      }
      format(
          "<path class=\"line\" stroke=\"%s\" d=\"M%s\"/>%n", colour(i), String.join("L", points));
    }
  }

  private String whole(String what) {
    int height = top + PANEL + 28;
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" role=\"img\">%n",
            WIDTH,
            height,
            WIDTH,
            height)
        + HEAD
        + what
        + "</title>\n<style>\n"
        + "text { font: 11px system-ui, \"Segoe UI\", Arial, sans-serif; fill: #5b6675; }\n"
        + ".title { font-size: 12px; font-weight: 600; fill: #1b2430; }\n"
        + "path { fill: none; } .grid { stroke: #d9dee5; } .line { stroke-width: 1.6px; }\n"
        + ".level { stroke: #5b6675; stroke-dasharray: 5 4; }\n</style>\n"
        + String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height)
        + svg
        + "</svg>\n";
  }
}
