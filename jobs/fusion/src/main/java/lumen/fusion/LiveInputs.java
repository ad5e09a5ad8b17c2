package lumen.fusion;

import java.util.Optional;
import lumen.connectors.live.LiveClock;
import lumen.connectors.live.LiveStream;
import lumen.fusion.settings.StreamSettings;

/** Makes live inputs of the streams that sockets and devices give. */
final class LiveInputs {
  private LiveInputs() {}

  /** The stream's input; empty for one that another inlet reads. */
  static Optional<LiveStream> of(StreamSettings stream, LiveClock.Factory clock) {
    return Optional.empty();
  }
}
