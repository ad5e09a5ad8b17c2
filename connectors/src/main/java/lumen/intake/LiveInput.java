package lumen.intake;

import java.util.function.Consumer;

/**
 * A socket, device or endpoint that gives messages while it is open. Knows nothing of Flink. It
 * owns its threads; between them and {@link #drain} lies a bounded queue whose overflow is counted
 * and handed on as {@link LiveMessage.Dropped}. A device that is absent, unplugged or failing is a
 * state of the input, never an exception: it is sought again for as long as the input is open.
 */
public interface LiveInput extends AutoCloseable {
  /**
   * Opens it and begins to listen.
   *
   * @param wake to be called, from any thread, whenever something was queued
   * @throws LiveInputException where the configuration can never work, such as an address that is
   *     taken or not of this host
   */
  void open(Runnable wake) throws LiveInputException;

  /** There is nothing that waits, or no end to what is handed over. */
  long NO_TIME = Long.MAX_VALUE;

  /**
   * Hands over what has arrived, in the order of arrival. Called by one thread. Never blocks.
   *
   * @param max number of messages after which it stops
   * @param untilMicros what arrived after that waits on, microseconds since the epoch; {@link
   *     #NO_TIME}: nothing does
   * @return number of messages handed over
   */
  int drain(Consumer<LiveMessage> out, int max, long untilMicros);

  /** Hands over whatever has arrived. */
  default int drain(Consumer<LiveMessage> out, int max) {
    return drain(out, max, NO_TIME);
  }

  /**
   * When the oldest arrived of what waits, microseconds since the epoch; {@link #NO_TIME} where
   * nothing waits. Called by the thread that drains.
   */
  long oldestMicros();

  /** What has arrived and was not yet handed over: messages, or packets. Called by any thread. */
  int waiting();

  /** How it is: one line for a person, such as {@code listening on 127.0.0.1:9000}. */
  String status();

  /**
   * Ends its threads and frees what it holds; what is queued then can still be drained. May be
   * called twice.
   */
  @Override
  void close();
}
