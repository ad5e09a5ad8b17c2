package lumen.signal.fusion;

/** Receives the frames of one tenant in the order of their steps. */
@FunctionalInterface
public interface FrameSink {
  /** Takes one frame. */
  void accept(FusedFrame frame);
}
