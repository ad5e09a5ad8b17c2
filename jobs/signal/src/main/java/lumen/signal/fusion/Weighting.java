package lumen.signal.fusion;

/** How phase differences are weighted over time. */
public enum Weighting {
  /** By the product of the envelopes: a sensor at rest has a random phase. */
  ENVELOPE,
  /** All alike. */
  NONE
}
