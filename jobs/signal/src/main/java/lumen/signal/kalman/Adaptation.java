package lumen.signal.kalman;

/** How the noise variances q and r of the filter follow its innovations. */
public enum Adaptation {
  /** q and r grow while the innovation exceeds the phase budget and shrink while it is below. */
  RESIDUAL,
  /** q and r are matched to the covariance of batches of innovations (Mehra 1970, 1972). */
  INNOVATION,
  /** q and r stay as they are: as configured, as learnt before, or as given. */
  FIXED
}
