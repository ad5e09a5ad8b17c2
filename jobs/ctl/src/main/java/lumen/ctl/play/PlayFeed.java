package lumen.ctl.play;

import java.io.IOException;

/** Events in the order in which they are played. */
public interface PlayFeed {
  /** The next event; null at the end. */
  PlayedEvent next() throws IOException;

  /** What was met and is no event. */
  default long passedOver() {
    return 0;
  }
}
