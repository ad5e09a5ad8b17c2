package lumen.signal.protocol;

/** When a transition is made: on which occasion, for how long on end, and what must hold. */
enum TransitionCondition {
  FRAME_COMES(Occasion.FRAME, 0),
  REFERENCE_TICKS(Occasion.REFERENCE_TICK, 0),
  RELEASED(Occasion.RELEASE, 0),
  LOCKED(Occasion.TICK, 0),
  /** Timed from the last tick at which the sync quality sufficed. */
  UNSYNCED(Occasion.TICK, 120),
  UNLOCKED(Occasion.TICK, 300),
  LOST(Occasion.TICK, 60),
  /** Timed by the readings themselves. */
  SILENT(Occasion.TICK, 0),
  ENTROPY_HIGH(Occasion.TICK, 60),
  ENTROPY_LOW(Occasion.TICK, 60),
  RESIDUAL_HIGH(Occasion.TICK, 180),
  REFUSED(Occasion.TICK, 0),
  HARD_STOP(Occasion.TICK, 0);

  private static final double LEAST_SYNC = 0.80;
  private static final double MOST_ENTROPY = 0.15;
  private static final long SILENCE_MICROS = 120_000_000;

  private final Occasion occasion;
  private final long spanMicros;

  TransitionCondition(Occasion occasion, long spanS) {
    this.occasion = occasion;
    this.spanMicros = spanS * 1_000_000;
  }

  /** On which occasion it is judged. */
  Occasion occasion() {
    return occasion;
  }

  /** How long it must hold on end. */
  long spanMicros() {
    return spanMicros;
  }

  /** Whether its time counts from the last tick at which it did not hold, not from the first. */
  boolean isTimedFromLastMiss() {
    return this == UNSYNCED;
  }

  /** Whether it holds now. */
  boolean holds(Readings r, ProtocolSettings s) {
    return switch (this) {
      case FRAME_COMES, REFERENCE_TICKS, RELEASED -> true;
      case LOCKED -> isLocked(r, s) && r.hardStop().isEmpty();
      case UNSYNCED -> !(r.syncQuality() >= LEAST_SYNC);
      case UNLOCKED -> !isLocked(r, s) && !r.lockedLately();
      case LOST -> r.syncQuality() < LEAST_SYNC && !r.lockedLately();
      case SILENT -> r.micros() - r.heardMicros() >= SILENCE_MICROS;
      case ENTROPY_HIGH -> r.entropyRatio() > MOST_ENTROPY;
      case ENTROPY_LOW -> r.byRate() || r.entropyRatio() <= MOST_ENTROPY;
      case RESIDUAL_HIGH -> r.residualStddev10m() > s.residualStddevMax();
      case REFUSED -> r.rollbackRatio5m() > s.rollbackRatioMax();
      case HARD_STOP -> r.hardStop().isPresent();
    };
  }

  private static boolean isLocked(Readings r, ProtocolSettings s) {
    return s.isLocked(r.syncQuality(), r.phaseDiffMean(), r.byRate());
  }

  /** Why a transition was made, for people. */
  String cause(Readings r, ProtocolSettings s) {
    String locked =
        r.byRate()
            ? "sync_quality >= 0.85"
            : "sync_quality >= 0.85 and phase_diff_mean <= " + s.driftBudget();
    return switch (this) {
      case FRAME_COMES -> "a frame came";
      case REFERENCE_TICKS -> "a tick of the reference came";
      case RELEASED -> "released by an operator";
      case LOCKED -> locked;
      case UNSYNCED -> "sync_quality >= 0.8 missed for 2 min";
      case UNLOCKED -> locked + " missed for 5 min";
      case LOST -> "sync_quality < 0.8 for 1 min";
      case SILENT -> "neither frame nor tick of the reference for 2 min";
      case ENTROPY_HIGH -> "entropy_ratio > 0.15 for 1 min";
      case ENTROPY_LOW -> "entropy_ratio <= 0.15 for 1 min";
      case RESIDUAL_HIGH -> "residual_stddev_10m > " + s.residualStddevMax() + " for 3 min";
      case REFUSED -> "rollback_ratio_5m > " + s.rollbackRatioMax();
      case HARD_STOP -> r.hardStop().map(StopCondition::toString).orElse("");
    };
  }
}
