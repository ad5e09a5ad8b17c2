package lumen.ctl.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import lumen.ctl.session.RunFolder;

/** Figures of a run as the page of cases tells them. */
final class CaseFigures {
  private CaseFigures() {}

  /** Mean of a field over the second half of the frames that have it; NaN without any. */
  static double mean(RunFolder run, String field) {
    List<JsonNode> frames = run.frames().stream().filter(f -> f.path(field).isNumber()).toList();
    return frames.subList(frames.size() / 2, frames.size()).stream()
        .mapToDouble(f -> f.path(field).doubleValue())
        .average()
        .orElse(Double.NaN);
  }

  static double coherence(RunFolder run) {
    return mean(run, "coherence");
  }

  /** What became of the events. */
  static String fates(RunFolder run) {
    StringBuilder text = new StringBuilder();
    text.append(run.total("used")).append(" of ").append(run.total("received")).append(" used");
    for (String fate : List.of("late", "rejected", "invalid")) {
      if (run.total(fate) > 0) {
        text.append(", ").append(run.total(fate)).append(' ').append(fate);
      }
    }
    long ignored = run.summary().path("ignored_elements").asLong();
    if (ignored > 0) {
      text.append(", ").append(ignored).append(" elements ignored");
    }
    int notes = run.notes().size();
    return notes == 0
        ? text.toString()
        : text.append(", ").append(notes).append(notes == 1 ? " note" : " notes").toString();
  }

  /** Fates and coherence. */
  static String figures(RunFolder run) {
    double coherence = coherence(run);
    if (Double.isNaN(coherence)) {
      return fates(run) + "; too short for a coherence";
    }
    return "%s; coherence %s, phase_diff %s"
        .formatted(fates(run), rounded(coherence, 5), rounded(mean(run, "phase_diff"), 4));
  }

  /** The same, and sync_quality. */
  static String quality(RunFolder run) {
    return Double.isNaN(coherence(run))
        ? fates(run) + "; no coherence"
        : figures(run) + ", sync_quality " + rounded(mean(run, "sync_quality"), 4);
  }

  private static String rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
