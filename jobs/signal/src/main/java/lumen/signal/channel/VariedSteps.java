package lumen.signal.channel;

import java.nio.ByteBuffer;
import lumen.signal.clip.RecentValues;

/**
 * Takes the phase from the steps of a channel that as good as stands still: those that a sample
 * completes in whose window there are too few different values.
 */
final class VariedSteps implements AlignedSink {
  private final RecentValues values;
  private AlignedSink receiver;

  VariedSteps(int minDistinct, long windowMicros) {
    values = new RecentValues(minDistinct, windowMicros);
  }

  /** Takes a raw sample, and gives who is to receive the steps that it completes. */
  AlignedSink sample(long micros, double value, AlignedSink out) {
    receiver = out;
    return values.accept(micros, value) ? out : this;
  }

  @Override
  public void accept(long step, double value, double phaseCycles, double envelope) {
    receiver.accept(step, 0, Double.NaN, 0);
  }

  void clear() {
    values.clear();
  }

  int maxBytes() {
    return values.maxBytes();
  }

  void write(ByteBuffer out) {
    values.write(out);
  }

  void read(ByteBuffer in) {
    values.read(in);
  }
}
