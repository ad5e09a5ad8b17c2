package lumen.overlay.sink;

import java.util.stream.Collectors;
import lumen.overlay.gate.GateKind;
import lumen.overlay.record.Verdict;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.LineForm;

/** Verdicts, null where a figure does not stand. */
public final class VerdictForm implements LineForm<Verdict> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public String tenant(Verdict verdict) {
    return verdict.tenant();
  }

  @Override
  public String line(Verdict verdict) {
    JsonLine gates = new JsonLine();
    for (GateKind kind : GateKind.values()) {
      gates.text(kind.wireName(), verdict.gates().get(kind).wireName());
    }
    return new JsonLine()
        .number("ts", verdict.micros() / MICROS)
        .text("tenant", verdict.tenant())
        .text("scenario", verdict.scenario())
        .text("overlay", verdict.overlay())
        .text("why", verdict.why())
        .raw(
            "windows",
            verdict.windows().stream()
                .map(VerdictForm::window)
                .collect(Collectors.joining(",", "[", "]")))
        .raw("gates", gates.end())
        .end();
  }

  private static String window(Verdict.Window window) {
    JsonLine line =
        new JsonLine()
            .number("window_s", window.windowS())
            .number("n", window.n())
            .number("baseline_n", window.baselineN())
            .number("paired_n", window.pairedN())
            .number("delta_percent", window.deltaPercent())
            .number("delta_bound_percent", window.deltaBoundPercent())
            .number("over_warn", window.overWarn())
            .number("over_block", window.overBlock());
    if (window.blockAt() == 0) {
      line.raw("block_at", "null");
    } else {
      line.number("block_at", window.blockAt());
    }
    return line.number("baseline_over_block", window.baselineOverBlock())
        .number("quality_n", window.qualityN())
        .number("baseline_quality_n", window.baselineQualityN())
        .number("quality", window.quality())
        .number("quality_delta", window.qualityDelta())
        .number("quality_bound", window.qualityBound())
        .end();
  }
}
