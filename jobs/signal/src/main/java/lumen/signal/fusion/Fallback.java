package lumen.signal.fusion;

/** What a frame is made from when neither sensors nor both sides suffice. */
public enum Fallback {
  /** The reference engine, else nothing. */
  URE_ONLY,
  /** Any channel that has statistics, else the reference engine, else nothing. */
  SENSORS_ONLY,
  /** The last held frame with fading coherence, else nothing. */
  DEGRADE
}
