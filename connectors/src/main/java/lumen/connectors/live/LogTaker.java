package lumen.connectors.live;

import java.util.function.Supplier;
import lumen.event.DecidedSample;

/** Takes what live inputs gave, judged, in the order of the log. */
@FunctionalInterface
public interface LogTaker {
  /** Takes a line of the log. */
  void line(byte[] json);

  /**
   * Takes one number. Most of what a rig sends is this, so that it need not become text and be read
   * again; who keeps a log asks for the line.
   *
   * @param line the sample's line of the log, to be asked for at once or never
   */
  default void sample(DecidedSample sample, Supplier<byte[]> line) {
    line(line.get());
  }
}
