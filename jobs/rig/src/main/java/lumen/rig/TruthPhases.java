package lumen.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects one tenant's true figures, second by second, into the parts of its story.
 *
 * <p>A part's figure is the median over the seconds whose whole window lies inside the part: the
 * same seconds for which a fused frame can be held against it.
 */
final class TruthPhases {
  private static final int TRACK_S = 5;

  private final RigSettings settings;
  private final List<Coupling> parts = new ArrayList<>();
  private final List<List<TruthWindow.Figures>> inside = new ArrayList<>();
  private final List<double[]> track = new ArrayList<>();

  TruthPhases(Story story, RigSettings settings) {
    this.settings = settings;
    for (double turn = 0; turn < settings.sensorSeconds(); turn += RigSettings.CYCLE_S) {
      for (Coupling part : story.couplings()) {
        add(new Coupling(part.span().shifted(turn), part.start(), part.end()));
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      inside.add(new ArrayList<>());
    }
  }

  private void add(Coupling part) {
    double end = settings.sensorSeconds();
    if (part.span().fromS() >= end) {
      return;
    }
    Span span = new Span(part.span().fromS(), Math.min(end, part.span().toS()));
    Coupling last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    boolean steady = part.start() == part.end();
    if (last != null && steady && last.start() == part.start() && last.end() == part.end()) {
      span = new Span(last.span().fromS(), span.toS());
      parts.remove(parts.size() - 1);
    }
    parts.add(new Coupling(span, part.start(), part.end()));
  }

  /** Takes the figures of the window that ends at a whole second. */
  void accept(long second, TruthWindow.Figures figures) {
    if (Double.isNaN(figures.coherence())) {
      return;
    }
    if (second % TRACK_S == 0) {
      track.add(
          new double[] {
            RigSettings.START_S + second, round(figures.coherence()), round(figures.phaseDiff())
          });
    }
    for (int i = 0; i < parts.size(); i++) {
      Span span = parts.get(i).span();
      if (second >= span.fromS() + TruthWindow.WINDOW_S && second < span.toS()) {
        inside.get(i).add(figures);
      }
    }
  }

  List<Truth.Phase> phases() {
    List<Truth.Phase> phases = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Span span = parts.get(i).span();
      List<TruthWindow.Figures> all = inside.get(i);
      phases.add(
          new Truth.Phase(
              RigSettings.START_S + span.fromS(),
              RigSettings.START_S + span.toS(),
              parts.get(i).expected(),
              median(all.stream().mapToDouble(TruthWindow.Figures::coherence).toArray()),
              median(all.stream().mapToDouble(TruthWindow.Figures::phaseDiff).toArray())));
    }
    return phases;
  }

  List<double[]> track() {
    return List.copyOf(track);
  }

  /** Spans of the story in every turn, cut at the end of the sensors, in epoch seconds. */
  List<Truth.Interval> turns(List<Span> spans) {
    List<Truth.Interval> all = new ArrayList<>();
    double end = settings.sensorSeconds();
    for (double turn = 0; turn < end; turn += RigSettings.CYCLE_S) {
      for (Span span : spans) {
        double from = turn + span.fromS();
        double to = Math.min(end, turn + span.toS());
        if (from < to) {
          all.add(new Truth.Interval(RigSettings.START_S + from, RigSettings.START_S + to));
        }
      }
    }
    return all;
  }

  private static Double median(double[] values) {
    if (values.length == 0) {
      return null;
    }
    Arrays.sort(values);
    return round(values[values.length / 2]);
  }

  private static double round(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }
}
