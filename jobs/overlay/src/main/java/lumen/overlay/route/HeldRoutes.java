package lumen.overlay.route;

import lumen.overlay.tenant.OverlayTenant;
import org.apache.flink.streaming.api.TimerService;

/** A tenant on the heap, and when it is looked at next. */
final class HeldRoutes {
  private final OverlayTenant tenant;

  /** The earliest timer that was set since this was held; MAX_VALUE for none. */
  private long timer = Long.MAX_VALUE;

  HeldRoutes(OverlayTenant tenant) {
    this.tenant = tenant;
  }

  OverlayTenant tenant() {
    return tenant;
  }

  /** Has it looked at when the watermark has come so far, if not before. */
  void timer(long watermark, TimerService timers) {
    if (watermark < timer) {
      timer = watermark;
      timers.registerEventTimeTimer(watermark);
    }
  }

  /** A timer has fired. */
  void fired() {
    timer = Long.MAX_VALUE;
  }
}
