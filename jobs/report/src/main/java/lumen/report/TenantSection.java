package lumen.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.rig.Truth;

/** The plots of one tenant. */
final class TenantSection {
  private static final double ENTROPY_BUDGET = 0.155;
  private static final int MOST_LAGS = 8;
  private static final int MOST_SILENCES = 12;

  private final RunFigures run;
  private final TenantFigures tenant;
  private final Optional<Truth.Tenant> truth;
  private final List<Truth.Phase> story;
  private final TimeAxis axis;
  private final Html html;

  TenantSection(RunFigures run, TenantFigures tenant, TimeAxis axis, Html html) {
    this.run = run;
    this.tenant = tenant;
    this.truth = run.trueTenant(tenant.tenant());
    this.story = truth.map(Truth.Tenant::phases).orElse(List.of());
    this.axis = axis;
    this.html = html;
  }

  void write(int number) {
    html.format(
        "<section class=\"tenant\" id=\"tenant-%d\" data-from=\"%s\" data-to=\"%s\">",
        number, axis.fromS(), axis.toS());
    html.raw("<h2>Tenant ").text(tenant.tenant()).raw("</h2>\n");
    html.format("<p class=\"lead\">%,d frames at %s Hz. ", tenant.frames(), run.targetHz());
    if (tenant.envelope(Figure.COHERENCE).width() > 1) {
      html.format(
          "Each point of a curve spans %d frames, drawn from their smallest to their largest value.",
          tenant.envelope(Figure.COHERENCE).width());
    }
    html.raw("</p>");
    new ModeShares(tenant).write(html);
    new ChannelTable(run, tenant).write(html);
    html.raw("<div class=\"stack\">\n");
    strips();
    coherence();
    phaseDifference();
    nowErrors();
    bounded(Figure.HARMONY, "0 to 1");
    entropy();
    quality();
    streams();
    kalman();
    lags();
    new Strips(axis, html).ticks();
    html.raw("</div></section>\n");
  }

  private void strips() {
    Strips strips = new Strips(axis, html);
    strips.modes(tenant.modes(), run.targetHz());
    if (truth.isPresent()) {
      strips.story(story);
      strips.silences("URE", truth.get().referenceSilent());
      truth.get().channels().stream()
          .filter(channel -> !channel.dead().isEmpty())
          .limit(MOST_SILENCES)
          .forEach(channel -> strips.silences(channel.source(), channel.dead()));
    }
    strips.ticks();
  }

  private Plot plot(String title, String unit, Scale scale) {
    return new Plot(title, unit, scale, axis).story(story);
  }

  private void coherence() {
    Plot plot = plot("Coherence", "phase locking, 0 to 1", new Scale(0, 1, false));
    plot.meanCurve("chance level (95 %)", "s-chance", tenant.chance(), run.targetHz());
    truth.ifPresent(t -> plot.points("true", "s-true", pick(t.track(), 1)));
    levels(plot, Figure.COHERENCE);
    now(plot, NowCurves.Kind.COHERENCE);
    plot.curve("found", "s1", tenant.envelope(Figure.COHERENCE), run.targetHz());
    plot.write(html);
  }

  private static List<double[]> pick(List<double[]> track, int column) {
    return track.stream().map(row -> new double[] {row[0], row[column]}).toList();
  }

  private void phaseDifference() {
    MinMaxEnvelope found = tenant.envelope(Figure.PHASE_DIFF);
    double top = Double.isNaN(found.largest()) ? 0.1 : Math.max(0.05, found.largest() * 1.05);
    Scale scale = new Scale(0, Math.min(0.5, Math.ceil(top * 20) / 20), false);
    Plot plot = plot("Phase difference", "cycles, 0 to 0.5", scale);
    double budget = run.levels().driftBudget();
    plot.marks("budget " + budget, "s-budget", List.of(budget));
    levels(plot, Figure.PHASE_DIFF);
    truth.ifPresent(t -> plot.points("true", "s-true", pick(t.track(), 2)));
    now(plot, NowCurves.Kind.PHASE_DIFF);
    plot.curve("found", "s1", found, run.targetHz()).write(html);
  }

  /** What was known of the same steps at once, where it was. */
  private void now(Plot plot, NowCurves.Kind kind) {
    if (tenant.now().exist()) {
      plot.curve("now", "s2", tenant.now().envelope(kind), run.targetHz());
    }
  }

  private void nowErrors() {
    NowCurves now = tenant.now();
    if (!now.exist()) {
      return;
    }
    MinMaxEnvelope tail = now.envelope(NowCurves.Kind.ERROR_P90);
    double top = Double.isNaN(tail.largest()) ? 0.05 : Math.max(0.05, tail.largest() * 1.05);
    String unit =
        String.format(
            Locale.ROOT,
            "cycles, from the final phases; medians over the run %.3f and %.3f",
            now.median(NowCurves.Kind.ERROR_P50),
            now.median(NowCurves.Kind.ERROR_P90));
    plot("Error of now", unit, new Scale(0, Math.min(0.5, Math.ceil(top * 20) / 20), false))
        .curve("90th percentile", "s2", tail, run.targetHz())
        .curve("median", "s1", now.envelope(NowCurves.Kind.ERROR_P50), run.targetHz())
        .write(html);
  }

  private void bounded(Figure figure, String unit) {
    Plot plot = plot(figure.title(), unit, new Scale(0, 1, false));
    levels(plot, figure);
    plot.curve(
            figure.title().toLowerCase(Locale.ROOT), "s1", tenant.envelope(figure), run.targetHz())
        .write(html);
  }

  private void entropy() {
    Plot plot = plot("Entropy ratio", "0 locked, 1 none", new Scale(0, 1, false));
    plot.marks("budget 0.155", "s-budget", List.of(ENTROPY_BUDGET));
    levels(plot, Figure.ENTROPY_RATIO);
    plot.curve("entropy ratio", "s1", tenant.envelope(Figure.ENTROPY_RATIO), run.targetHz())
        .write(html);
  }

  /** The levels of a figure that fit its plot: its target, and those of alerts. */
  private void levels(Plot plot, Figure figure) {
    plot.levels(
        run.levels().of(figure.metric()).stream().filter(level -> !level.bridged()).toList());
  }

  private void quality() {
    plot("Sync quality and order", "0 to 1", new Scale(0, 1, false))
        .curve("order", "s2", tenant.envelope(Figure.ORDER), run.targetHz())
        .curve("sync quality", "s1", tenant.envelope(Figure.SYNC_QUALITY), run.targetHz())
        .write(html);
  }

  private void streams() {
    MinMaxEnvelope total = tenant.envelope(Figure.STREAMS_TOTAL);
    double top = Double.isNaN(total.largest()) ? 1 : Math.max(1, total.largest());
    plot("Streams", "channels", new Scale(0, top * 1.15, false))
        .curve("expected", "s2", total, run.targetHz())
        .curve("fresh", "s1", tenant.envelope(Figure.STREAMS_FRESH), run.targetHz())
        .write(html);
  }

  private void kalman() {
    MinMaxEnvelope q = tenant.envelope(Figure.Q);
    MinMaxEnvelope r = tenant.envelope(Figure.R);
    double low =
        decade(Math.min(positive(q.smallestPositive()), positive(r.smallestPositive())), 0);
    double high = decade(Math.max(positive(q.largest()), positive(r.largest())), 1);
    plot("Kalman q and r", "cycles\u00B2, logarithmic", new Scale(low, high, true))
        .curve("q", "s1", q, run.targetHz())
        .curve("r", "s2", r, run.targetHz())
        .write(html);
  }

  private static double positive(double value) {
    return value > 0 ? value : 1e-3;
  }

  /** The power of ten at or below a value, times 10 to the {@code up}. */
  private static double decade(double value, int up) {
    return StrictMath.pow(10, Math.floor(StrictMath.log10(value)) + up);
  }

  private void lags() {
    List<ChannelSummary> channels =
        run.channels().stream()
            .filter(channel -> channel.tenant().equals(tenant.tenant()))
            .limit(MOST_LAGS)
            .toList();
    double top = 0.05;
    for (ChannelSummary channel : channels) {
      for (double[] lag : channel.lags()) {
        top = Math.max(top, Math.abs(lag[2]));
      }
    }
    if (channels.isEmpty()) {
      return;
    }
    double limit = Math.ceil(top * 1.1 * 20) / 20;
    Plot plot = plot("Lags", "seconds", new Scale(-limit, limit, false));
    int style = 1;
    for (ChannelSummary channel : channels) {
      String name = channel.source() + " " + channel.key();
      plot.levels(name, "s" + style++, channel.lags());
    }
    truth.ifPresent(t -> plot.marks("true", "s-true", trueLags(t, channels)));
    plot.write(html);
  }

  private static List<Double> trueLags(Truth.Tenant truth, List<ChannelSummary> shown) {
    return truth.channels().stream()
        .filter(
            channel ->
                shown.stream()
                    .anyMatch(
                        found ->
                            found.source().equals(channel.source())
                                && found.key().equals(channel.key())))
        .map(Truth.Channel::lagS)
        .toList();
  }
}
