package lumen.governance.trespass;

import lumen.overlay.record.RouteReason;

/** Passes the wall between the jobs. */
public final class KnowsOverlays {
  private KnowsOverlays() {}

  static String of(RouteReason reason) {
    return reason.code();
  }
}
