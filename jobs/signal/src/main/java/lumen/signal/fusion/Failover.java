package lumen.signal.fusion;

/**
 * Which sides a frame is made from.
 *
 * @param minStreams channels with statistics from which the sensors suffice
 * @param fallback what is done without them
 */
record Failover(int minStreams, Fallback fallback) {

  /**
   * Decides the mode.
   *
   * @param described channels that have statistics
   * @param ure whether one of the three levels of the reference engine holds
   * @param held whether a frame was ever held
   */
  Mode decide(int described, boolean ure, boolean held) {
    if (described >= minStreams) {
      return ure ? Mode.FUSED : Mode.SENSORS_ONLY;
    }
    return switch (fallback) {
      case URE_ONLY -> ureOnly(ure);
      case SENSORS_ONLY -> described > 0 ? Mode.SENSORS_ONLY : ureOnly(ure);
      case DEGRADE -> held ? Mode.DEGRADE : Mode.NONE;
    };
  }

  private static Mode ureOnly(boolean ure) {
    return ure ? Mode.URE_ONLY : Mode.NONE;
  }
}
