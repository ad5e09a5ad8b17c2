package lumen.signal.protocol;

/** What the protocol is asked about. */
public enum Occasion {
  /** A tick of the bridge was measured. */
  TICK,
  /** A frame became known. */
  FRAME,
  /** A tick of the reference became known. */
  REFERENCE_TICK,
  /** An operator releases the bridge. */
  RELEASE
}
