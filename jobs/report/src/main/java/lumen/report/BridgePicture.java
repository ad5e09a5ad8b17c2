package lumen.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.rig.Truth;

/**
 * One bridge as a picture of its own: states, plots and time axis in one SVG file that loads
 * nothing, for a page of documentation.
 */
final class BridgePicture {
  private static final int WIDTH = 980;
  private static final int LEFT = 64;
  private static final int RIGHT = 14;
  private static final int FIELD = WIDTH - LEFT - RIGHT;
  private static final int CAPTION = 26;
  private static final int BAND = 20;

  /** Width of a letter of the small print, a little more than the mean of common fonts. */
  private static final double LETTER = 5.9;

  private static final int SWATCH = 24;
  private static final int KEY_GAP = 14;

  private final BridgeFigures bridge;
  private final Optional<Truth.Tenant> truth;
  private final TimeAxis axis;
  private final List<Plot> plots;
  private final Html svg = new Html();
  private int y;

  private BridgePicture(RunFigures run, BridgeFigures bridge) {
    this.bridge = bridge;
    axis = run.axis();
    truth = run.trueTenant(bridge.tenant());
    List<Truth.Phase> story = truth.map(Truth.Tenant::phases).orElse(List.of());
    plots = new BridgePlots(bridge, story, axis, run.levels()).all();
  }

  /** Writes the picture of a bridge that has curves. */
  static void write(RunFigures run, BridgeFigures bridge, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, new BridgePicture(run, bridge).picture());
  }

  /** Whether a file is the picture of a bridge. */
  static boolean isPicture(Path file) throws IOException {
    String head = FileHead.of(file);
    return head.startsWith("<svg ") && head.contains("<title>Bridge of ");
  }

  private String picture() throws IOException {
    body();
    int height = y + 34;
    Html whole = new Html();
    whole.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\"", WIDTH, height);
    whole.format(" viewBox=\"0 0 %d %d\" role=\"img\">\n<title>Bridge of ", WIDTH, height);
    whole.text(bridge.tenant()).raw("</title>\n<style>\n");
    whole.raw(RunReport.resource("picture.css")).raw("</style>\n");
    whole.format("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height);
    return whole.raw(svg.toString()).raw("</svg>\n").toString();
  }

  private void body() {
    text(LEFT, 20, "head", "Bridge of " + bridge.tenant());
    y = CAPTION + 6;
    rows();
    plots.forEach(this::plot);
    ticks();
  }

  private static int height(Plot plot) {
    return plot.isTall() ? 150 : 92;
  }

  private double x(double seconds) {
    return LEFT + (double) axis.units(seconds) * FIELD / TimeAxis.UNITS;
  }

  private void text(double atX, double atY, String style, String text) {
    svg.format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", style, atX, atY).text(text);
    svg.raw("</text>\n");
  }

  /** A stretch of a row; its label is left out where it does not fit. */
  private record Block(double fromS, double toS, String style, String label) {}

  private void row(String label, int height, List<Block> blocks) {
    text(LEFT - 8, y + height - 6, "label", label);
    for (Block block : blocks) {
      double from = x(block.fromS());
      double width = x(block.toS()) - from;
      svg.format("<rect class=\"%s\" x=\"%.1f\" y=\"%d\"", block.style(), from, y);
      svg.format(" width=\"%.1f\" height=\"%d\"/>\n", width, height);
      String shown = fitting(block.label(), width - 10);
      if (!shown.isEmpty()) {
        text(from + 5, y + height - 6, "on-" + block.style(), shown);
      }
    }
    y += height + 3;
  }

  /** A label, its first word, or nothing. */
  private static String fitting(String label, double width) {
    String word = label.split(" ", 2)[0];
    String shown = LETTER * label.length() <= width ? label : word;
    return LETTER * shown.length() <= width ? shown : "";
  }

  private void rows() {
    row(
        "state",
        BAND,
        bridge.states().stretches().stream()
            .map(s -> new Block(s.fromS(), s.toS(), "state-" + s.state(), s.state().title()))
            .toList());
    List<Truth.Interval> muted = bridge.muted().stretches();
    if (!muted.isEmpty()) {
      row("muted", BAND, muted.stream().map(BridgePicture::silent).toList());
    }
    if (truth.isPresent()) {
      row("story", BAND, truth.get().phases().stream().map(BridgePicture::block).toList());
      row("URE", BAND, truth.get().referenceSilent().stream().map(BridgePicture::silent).toList());
    }
    List<EvidenceLog.Entry> commands = bridge.evidence().marks(EntryKind.CONTROL);
    if (!commands.isEmpty()) {
      double markS = (axis.toS() - axis.fromS()) * 2 / FIELD;
      row(
          "operator",
          BAND,
          commands.stream().map(of -> new Block(of.ts(), of.ts() + markS, "mark", "")).toList());
    }
  }

  private static Block block(Truth.Phase phase) {
    String name = phase.expected().name().toLowerCase(Locale.ROOT);
    return new Block(phase.from(), phase.to(), name, name);
  }

  private static Block silent(Truth.Interval silence) {
    return new Block(silence.from(), silence.to(), "silent", "silent");
  }

  private void plot(Plot plot) {
    y += CAPTION;
    text(LEFT, y - 6, "title", plot.title());
    text(LEFT + 7.2 * plot.title().length() + 8, y - 6, "unit", unit(plot));
    keys(plot.keys());
    for (double tick : plot.scale().ticks()) {
      double at = y + (double) plot.scale().units(tick) * height(plot) / Scale.UNITS;
      text(LEFT - 8, at + 4, "label", plot.scale().label(tick));
    }
    plot.svg(
        svg,
        String.format(
            Locale.ROOT,
            " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"",
            LEFT,
            y,
            FIELD,
            height(plot)));
    svg.raw("\n");
    y += height(plot) + 4;
  }

  private static String unit(Plot plot) {
    return plot.unit() + (plot.isCut() ? "; what lies beyond is drawn at the edge" : "");
  }

  private void keys(List<Plot.Key> keys) {
    double at = LEFT + FIELD;
    for (int i = keys.size() - 1; i >= 0; i--) {
      Plot.Key key = keys.get(i);
      at -= LETTER * key.name().length();
      text(at, y - 6, "key", key.name());
      at -= SWATCH;
      svg.format("<path class=\"swatch line %s\" d=\"M%.1f %dh18\"/>\n", key.style(), at, y - 10);
      at -= KEY_GAP;
    }
  }

  private void ticks() {
    List<Double> ticks = axis.ticks();
    for (int i = 0; i < ticks.size(); i++) {
      String style = i == 0 ? "first" : "tick";
      text(x(ticks.get(i)), y + 12, style, axis.elapsed(ticks.get(i)));
      text(x(ticks.get(i)), y + 26, style, axis.utc(ticks.get(i)));
    }
    text(LEFT - 8, y + 12, "label", "elapsed");
    text(LEFT - 8, y + 26, "label", "UTC");
  }
}
