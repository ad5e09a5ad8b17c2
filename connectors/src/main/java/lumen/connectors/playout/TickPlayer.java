package lumen.connectors.playout;

/**
 * Something that sounds. Used by one thread, the playout's. A device or network that fails is
 * counted by the player and sought again; it is never an exception.
 */
public interface TickPlayer extends AutoCloseable {
  /** Plays the tick now. Does not wait until its note ends. */
  void play(Tick tick);

  /** Tells a sign of life; who has no words for it keeps it to itself. */
  default void tell(LifeSign sign) {}

  /** Silences what still sounds and frees the device. May be called twice. */
  @Override
  void close();
}
