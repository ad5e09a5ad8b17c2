package lumen.report;

/** The numbers of a control frame that a report draws. */
enum TickFigure {
  E("e"),
  TICK_MS("tick_ms"),
  KP("kp"),
  KI("ki"),
  KD("kd"),
  SYNC_QUALITY("sync_quality"),
  ENTROPY_RATIO("entropy_ratio");

  private final String key;

  TickFigure(String key) {
    this.key = key;
  }

  /** Name of the field in the control frame. */
  String key() {
    return key;
  }
}
