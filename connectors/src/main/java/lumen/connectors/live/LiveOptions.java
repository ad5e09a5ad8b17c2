package lumen.connectors.live;

import java.io.Serializable;
import lumen.intake.ReplayOptions;

/**
 * How live inputs are read.
 *
 * @param outOfOrdernessMicros how far behind its arrival an event may be, microseconds
 * @param maxAheadMicros how far ahead of its arrival
 * @param rules settings of the event sources; its times are of no effect here
 * @param forMicros how long to listen, 0: until stopped
 * @param controlAddress host:port where the job is asked and told, port 0: any free one
 * @param announceFile file that names the control's address while the job runs; empty: none
 * @param capture whether the log is handed on from the beginning
 * @param commands finds what is wrong with an operator's commands
 * @param marks what is waited for behind the inputs
 */
public record LiveOptions(
    long outOfOrdernessMicros,
    long maxAheadMicros,
    ReplayOptions rules,
    long forMicros,
    String controlAddress,
    String announceFile,
    boolean capture,
    CommandCheck commands,
    LineMarks marks)
    implements Serializable {
  /** Checks the ranges. */
  public LiveOptions {
    if (outOfOrdernessMicros < 0 || maxAheadMicros <= 0 || forMicros < 0) {
      throw new IllegalArgumentException(
          "times must not be negative: outOfOrdernessMicros="
              + outOfOrdernessMicros
              + " maxAheadMicros="
              + maxAheadMicros
              + " forMicros="
              + forMicros);
    }
  }
}
