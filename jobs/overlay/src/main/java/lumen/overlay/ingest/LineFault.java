package lumen.overlay.ingest;

import lumen.overlay.record.RouteReason;

/** The first fault of a line. */
final class LineFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final RouteReason reason;

  LineFault(RouteReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  RouteReason reason() {
    return reason;
  }
}
