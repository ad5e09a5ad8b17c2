package lumen.tune;

import java.util.List;

/** What a line of a log is, told from its keys. */
enum LineKind {
  /** A fused frame. */
  FRAME,
  /** A tick of the bridge. */
  CONTROL,
  /** A sample of metrics, as {@code bench run} writes it. */
  BENCH,
  /** An entropy ratio, a phase difference and the gain that held. */
  ROW,
  /** Something else. */
  OTHER;

  static LineKind of(FlatLine line) {
    if (line.has("grid")) {
      return FRAME;
    }
    if (line.has("state") && line.has("tick_ms")) {
      return CONTROL;
    }
    if (PlainName.PREFIXES.stream().anyMatch(line::hasPrefix)) {
      return BENCH;
    }
    boolean row = List.of("entropy_ratio", "phase_diff", "kp").stream().allMatch(line::has);
    return row ? ROW : OTHER;
  }
}
