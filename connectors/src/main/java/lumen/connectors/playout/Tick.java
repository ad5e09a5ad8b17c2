package lumen.connectors.playout;

import java.io.Serializable;
import java.util.Objects;

/**
 * One step of a tenant's bridge, to be heard. Whatever it is made of, what it holds can be played:
 * numbers outside the range are moved to its nearest end, and what is not a number to the lower
 * end, which is a silent or a short note.
 *
 * @param tenant whose bridge
 * @param dueMicros its time, microseconds since the epoch
 * @param velocity 0..127; 0 is silence
 * @param noteLenS how long it sounds, 0.1..1.2 s
 * @param muted true in rollback: it is not played
 */
public record Tick(String tenant, long dueMicros, int velocity, double noteLenS, boolean muted)
    implements Serializable {
  /** The loudest a note can be. */
  public static final int MAX_VELOCITY = 127;

  /** The shortest note, seconds. */
  public static final double MIN_NOTE_S = 0.1;

  /** The longest note, seconds. */
  public static final double MAX_NOTE_S = 1.2;

  /** Moves the numbers into their ranges. */
  public Tick {
    Objects.requireNonNull(tenant, "tenant");
    velocity = Math.max(0, Math.min(MAX_VELOCITY, velocity));
    noteLenS = noteLenS >= MIN_NOTE_S ? Math.min(MAX_NOTE_S, noteLenS) : MIN_NOTE_S;
  }

  /**
   * The tick of a frame: velocity (1 - entropy ratio) * 127, rounded; length = sync quality in
   * seconds.
   *
   * @param entropyRatio 0 locked .. 1 none; NaN is silence
   * @param syncQuality 0..1; NaN is the shortest note
   */
  public static Tick of(
      String tenant, long dueMicros, double entropyRatio, double syncQuality, boolean muted) {
    int velocity = (int) Math.rint((1 - entropyRatio) * MAX_VELOCITY);
    return new Tick(tenant, dueMicros, velocity, syncQuality, muted);
  }
}
