package lumen.overlay.route;

import lumen.overlay.tenant.OverlayTenant;
import org.apache.flink.streaming.api.TimerService;

/** A tenant on the heap, and when it is looked at next. */
final class HeldRoutes {
  private final String key;
  private final OverlayTenant tenant;

  private static final long SHOWN_EVERY_MILLIS = 1_000;

  private long shownMillis = Long.MIN_VALUE / 2;

  /** The earliest timer that was set since this was held; MAX_VALUE for none. */
  private long timer = Long.MAX_VALUE;

  HeldRoutes(String key, OverlayTenant tenant) {
    this.key = key;
    this.tenant = tenant;
  }

  /** The key of its state. */
  String key() {
    return key;
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

  /**
   * Whether it is time to show how it stands, which is about once a second.
   *
   * @param nowMillis processing time
   */
  boolean isToBeShown(long nowMillis) {
    boolean due = nowMillis - shownMillis >= SHOWN_EVERY_MILLIS;
    shownMillis = due ? nowMillis : shownMillis;
    return due;
  }

  /** A timer has fired. */
  void fired() {
    timer = Long.MAX_VALUE;
  }
}
