package lumen.watch.gate;

/** What is taken of a series. */
public enum Take {
  /** Its newest sample. */
  NEWEST,
  /** The mean of a window. */
  MEAN,
  /** The greatest of a window, or the newest without one. */
  MAX,
  /** The 95th percentile of a window. */
  P95,
  /** By how much it rose in a window, as a part of what another one rose by. */
  SHARE,
  /** How many of its time stamps are above 0, and not older than a window. */
  PASSED,
  /** How many samples a window holds, 0 where a bridged tenant has none. */
  COUNT;

  /** Whether samples every so often are asked for. */
  boolean covered() {
    return this != PASSED && this != COUNT;
  }
}
