package lumen.signal.regularise;

/** What a channel is between two of its samples. */
public enum Interpolation {
  /** The straight line between the two. */
  LINEAR,
  /** The earlier of the two, held. */
  PREVIOUS,
  /** Nothing: every nonzero sample is an event of a point process, whose phase runs from 0 to 1. */
  ONSET
}
