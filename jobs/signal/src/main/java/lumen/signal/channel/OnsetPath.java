package lumen.signal.channel;

import java.nio.ByteBuffer;
import lumen.signal.regularise.OnsetPhase;
import lumen.signal.strict.StrictFunctions;

/**
 * A point process: its phase on the grid, envelope 1, value cos 2 pi phase. After a silence of more
 * than the window nothing is known of its usual intervals.
 */
final class OnsetPath implements ConditioningPath {
  private static final double TWO_PI = 2 * Math.PI;

  private final OnsetPhase onsets;
  private final long rebalanceMicros;
  private long lastMicros = Long.MIN_VALUE;

  OnsetPath(ChannelSettings settings) {
    onsets = new OnsetPhase(settings.grid(), settings.maxGapMicros(), settings.traits().onset());
    rebalanceMicros = settings.rebalanceMicros();
  }

  @Override
  public void accept(long[] micros, double[] values, int from, int to, AlignedSink out) {
    for (int i = from; i < to; i++) {
      ConditioningPath.checkOrder(lastMicros, micros[i]);
      if (micros[i] - rebalanceMicros > lastMicros) {
        onsets.forgetUsual();
      }
      lastMicros = micros[i];
      onsets.accept(micros[i], values[i]);
      while (onsets.advance()) {
        double phase = onsets.phaseCycles();
        out.accept(onsets.step(), StrictFunctions.cos(TWO_PI * phase), phase, 1);
      }
    }
  }

  @Override
  public void endSegment() {
    onsets.endSegment();
  }

  @Override
  public double newest() {
    return Double.NaN;
  }

  @Override
  public int maxBytes() {
    return Long.BYTES + OnsetPhase.BYTES;
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
