package lumen.statistics.trespass;

import lumen.overlay.gate.GateKind;

/** Passes the wall around bounds and tests. */
public final class AsksAJob {
  private AsksAJob() {}

  static String of(GateKind kind) {
    return kind.wireName();
  }
}
