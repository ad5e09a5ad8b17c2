package lumen.fusion;

import java.util.OptionalLong;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.StreamSettings;
import lumen.runtime.job.JobArguments;

/**
 * How long after its own time a tick is known, at most: that much later it sounds, the same all the
 * time, since a rhythm bears a delay but no hurry.
 */
final class TickDelay {
  /**
   * Of a log that is followed: 50 ms to its next beat, as many until its reader looks again, and as
   * many on the way.
   */
  private static final long LOG_MICROS = 150_000;

  private TickDelay() {}

  /** Whether what a job tells is of now, so that it is worth playing. */
  static boolean isOfNow(JobArguments arguments, LumenSettings settings) {
    return arguments.follow() || (arguments.streams() && LivePlan.isLive(settings));
  }

  /**
   * The delay in microseconds; empty where recordings are read to their end, and nothing is played.
   *
   * @throws RecordingException where what is followed cannot be
   */
  static OptionalLong of(JobArguments arguments, LumenSettings settings) throws RecordingException {
    if (arguments.streams() && LivePlan.isLive(settings)) {
      return OptionalLong.of(ofStreams(settings));
    }
    if (!arguments.follow()) {
      return OptionalLong.empty();
    }
    boolean logs = ReplayPlan.parts(arguments, settings).stream().allMatch(RecordedParts::log);
    return OptionalLong.of(
        logs
            ? settings.time().liveOutOfOrdernessMicros() + LOG_MICROS
            : LivePlan.behindWall(settings.time()));
  }

  /** A topic beside sockets holds event time back, most when it is silent. */
  static long ofStreams(LumenSettings settings) {
    boolean topic =
        settings.sensors().streams().stream()
            .anyMatch(
                stream ->
                    stream instanceof StreamSettings.Kafka kafka
                        && kafka.format() != StreamSettings.Format.COMMANDS);
    return topic
        ? LivePlan.behindWall(settings.time())
        : settings.time().liveOutOfOrdernessMicros();
  }
}
