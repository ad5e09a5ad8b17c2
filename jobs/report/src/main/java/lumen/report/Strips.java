package lumen.report;

import java.util.List;
import java.util.Locale;
import lumen.rig.Truth;

/** Coloured strips over time: the modes of a tenant, and what was true in the meantime. */
final class Strips {
  /** Least width of a block in percent for a label to be readable in it. */
  private static final double LABELLED = 4;

  /** Least width in percent for the whole title of a state, and for its short name. */
  private static final double TITLED = 9;

  private static final double NAMED = 1.8;

  private final TimeAxis axis;
  private final Html html;

  Strips(TimeAxis axis, Html html) {
    this.axis = axis;
    this.html = html;
  }

  void modes(ModeTrack modes, double hz) {
    begin("mode");
    for (ModeTrack.Stretch stretch : modes.stretches()) {
      if (stretch.mode() != null) {
        double fromS = (double) stretch.from() / hz;
        double toS = (double) (stretch.to() + 1) / hz;
        block(fromS, toS, "mode-" + stretch.mode().wireName(), stretch.mode().title());
      }
    }
    end();
  }

  void states(StateTrack states) {
    begin("state");
    for (StateTrack.Stretch stretch : states.stretches()) {
      RunState state = stretch.state();
      double width = axis.percent(stretch.toS()) - axis.percent(stretch.fromS());
      String shown = width >= TITLED ? state.title() : width >= NAMED ? state.wireName() : "";
      block(stretch.fromS(), stretch.toS(), "state-" + state.wireName(), state.title(), shown);
    }
    end();
  }

  /** Marks moments; nothing without any. */
  void entries(String label, List<EvidenceLog.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    begin(label);
    for (EvidenceLog.Entry entry : entries) {
      html.format("<i style=\"left:%.2f%%\" title=\"", axis.percent(entry.ts()));
      html.text(entry.rule() + " " + axis.elapsed(entry.ts())).raw("\"></i>");
    }
    end();
  }

  /** How something stood from time to time. */
  void switches(String label, List<SwitchTrack.Stretch> stretches) {
    begin(label);
    for (SwitchTrack.Stretch stretch : stretches) {
      block(stretch.fromS(), stretch.toS(), stretch.style(), stretch.word());
    }
    end();
  }

  /** Marks moments; nothing without any. */
  void marks(String label, List<DecidedTenant.Mark> marks) {
    if (marks.isEmpty()) {
      return;
    }
    begin(label);
    for (DecidedTenant.Mark mark : marks) {
      html.format("<i style=\"left:%.2f%%\" title=\"", axis.percent(mark.ts()));
      html.text(mark.text() + " " + axis.elapsed(mark.ts())).raw("\"></i>");
    }
    end();
  }

  void story(List<Truth.Phase> phases) {
    begin("true story");
    for (Truth.Phase phase : phases) {
      String name = phase.expected().name().toLowerCase(Locale.ROOT);
      block(phase.from(), phase.to(), "story-" + name, name);
    }
    end();
  }

  void silences(String label, List<Truth.Interval> silences) {
    if (silences.isEmpty()) {
      return;
    }
    begin(label);
    for (Truth.Interval silence : silences) {
      block(silence.from(), silence.to(), "silent", "silent");
    }
    end();
  }

  private void begin(String label) {
    html.raw("<div class=\"strip\"><span class=\"name\" title=\"").text(label).raw("\">");
    html.text(label).raw("</span><div class=\"track\">");
  }

  private void block(double fromS, double toS, String style, String label) {
    double width = axis.percent(toS) - axis.percent(fromS);
    block(fromS, toS, style, label, width >= LABELLED ? label : "");
  }

  private void block(double fromS, double toS, String style, String label, String shown) {
    double left = axis.percent(fromS);
    double width = axis.percent(toS) - left;
    html.format(
        "<div class=\"%s\" style=\"left:%.2f%%;width:%.2f%%\" title=\"", style, left, width);
    html.text(label + " " + axis.elapsed(fromS) + " to " + axis.elapsed(toS)).raw("\">");
    html.text(shown).raw("</div>");
  }

  private void end() {
    html.raw("</div></div>\n");
  }

  /** The time axis under or over plots. */
  void ticks() {
    html.raw(
        "<div class=\"ticks\"><span class=\"name\">elapsed<br>UTC</span><div class=\"track\">");
    int number = 0;
    for (double tick : axis.ticks()) {
      html.format("<span class=\"%s\" ", number++ % 2 == 0 ? "major" : "minor");
      html.format("style=\"left:%.2f%%\">", axis.percent(tick));
      html.text(axis.elapsed(tick)).raw("<br>").text(axis.utc(tick)).raw("</span>");
    }
    html.raw("</div></div>\n");
  }
}
