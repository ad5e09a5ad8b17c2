package lumen.ctl.play;

/** A way on which events go to a job. Used by one thread. */
public interface PlayWay extends AutoCloseable {
  /** What it is, as the option says it. */
  String name();

  /**
   * Sends an event.
   *
   * @param source its source, that of the copy
   * @param copy number of the copy, from 1
   * @param micros its time as it is told; {@link #AS_IT_ARRIVES}: none is told where the way allows
   * @return messages that were handed on or refused; 0 where the way has no form for it
   */
  int send(PlayedEvent event, String source, int copy, long micros);

  /** No time of its own. */
  long AS_IT_ARRIVES = Long.MIN_VALUE;

  /** Waits until everything that was handed on has arrived or failed. */
  void flush();

  /** Messages that did not get through, as far as is known. */
  long refused();

  /** Why the last of those did not; empty if there was none. */
  String refusal();

  @Override
  void close();
}
