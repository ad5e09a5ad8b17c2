package lumen.connectors.live;

import java.io.Serializable;
import java.util.function.LongSupplier;
import lumen.intake.LiveInput;

/**
 * A live input and what its messages are called.
 *
 * @param name name of the stream, unique in the job
 * @param source event source of its messages
 * @param tenant group that its channels are fused in
 * @param limitStamps whether a sender's time is limited to what is never late nor ahead; else one
 *     that is late makes its message late
 * @param clock corrects the sender's times
 * @param input makes the input where it runs
 */
public record LiveStream(
    String name,
    String source,
    String tenant,
    boolean limitStamps,
    LiveClock.Factory clock,
    InputFactory input)
    implements Serializable {

  /** Makes inputs where they run. */
  @FunctionalInterface
  public interface InputFactory extends Serializable {
    /**
     * Makes an input that is not open yet.
     *
     * @param arrivalClock stamps arrivals, microseconds since the epoch
     */
    LiveInput input(LongSupplier arrivalClock);
  }
}
