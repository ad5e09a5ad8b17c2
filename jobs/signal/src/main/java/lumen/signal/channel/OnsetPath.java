package lumen.signal.channel;

import java.nio.ByteBuffer;
import lumen.signal.regularise.OnsetPhase;

/** A point process: its phase on the grid, envelope 1, value cos 2 pi phase. */
final class OnsetPath implements ConditioningPath {
  private static final double TWO_PI = 2 * Math.PI;

  private final OnsetPhase onsets;
  private long lastMicros = Long.MIN_VALUE;

  OnsetPath(ChannelSettings settings) {
    onsets = new OnsetPhase(settings.grid(), settings.maxGapMicros());
  }

  @Override
  public void accept(long[] micros, double[] values, int from, int to, AlignedSink out) {
    for (int i = from; i < to; i++) {
      ConditioningPath.checkOrder(lastMicros, micros[i]);
      lastMicros = micros[i];
      onsets.accept(micros[i], values[i]);
      while (onsets.advance()) {
        double phase = onsets.phaseCycles();
        out.accept(onsets.step(), StrictMath.cos(TWO_PI * phase), phase, 1);
      }
    }
  }

  @Override
  public int maxBytes() {
    return 32;
  }

  @Override
  public void write(ByteBuffer out) {
    out.putLong(lastMicros);
    onsets.write(out);
  }

  @Override
  public void read(ByteBuffer in, long[] micros, double[] values, int n) {
    lastMicros = in.getLong();
    onsets.read(in);
  }

  @Override
  public long retainFromMicros() {
    return Long.MAX_VALUE;
  }
}
