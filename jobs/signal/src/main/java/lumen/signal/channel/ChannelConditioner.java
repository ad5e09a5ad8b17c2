package lumen.signal.channel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import lumen.signal.regularise.Interpolation;

/**
 * One channel, from samples as they were measured to value, phase and envelope on the target grid.
 *
 * <pre>
 *   samples -> clip -> regularise to F -> resample to the grid -> band-pass -> aligned steps
 *   onsets  -> phase between neighbours                                     -> aligned steps
 * </pre>
 *
 * <p>What comes out depends on the sequence of samples alone, never on how it was cut into calls. A
 * conditioner may be dropped after any call and restored from its {@link #snapshot} and the raw
 * samples since {@link #retainFromMicros}, and continues bit for bit: the snapshot holds the
 * filters (below 1 kB for ordinary settings), not the clip window, which the owner keeps as raw
 * samples.
 *
 * <p>Not thread-safe. In the steady state a call allocates nothing.
 */
public final class ChannelConditioner {
  private static final byte FORMAT = 1;

  private final ConditioningPath path;

  /** A conditioner of a channel that has given no sample yet. */
  public ChannelConditioner(ChannelSettings settings) {
    path =
        settings.interpolation() == Interpolation.ONSET
            ? new OnsetPath(settings)
            : new SampledPath(settings);
  }

  /**
   * Takes samples, and hands on every step that they complete.
   *
   * @param micros times in microseconds since the epoch, 0 to 1e17, strictly increasing within and
   *     across calls
   * @param values finite values
   * @param from first index
   * @param to index after the last
   * @param out takes the steps
   * @throws IllegalArgumentException if times do not increase; the samples before are taken
   */
  public void accept(long[] micros, double[] values, int from, int to, AlignedSink out) {
    path.accept(micros, values, from, to, out);
  }

  /** The state of the filters, beginning with a format version; without the raw samples. */
  public byte[] snapshot() {
    ByteBuffer out = ByteBuffer.allocate(path.maxBytes() + 1);
    out.put(FORMAT);
    path.write(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * The time from which on a restore needs the raw samples that were accepted; {@link
   * Long#MAX_VALUE} if it needs none of them. No older sample is ever asked for again.
   */
  public long retainFromMicros() {
    return path.retainFromMicros();
  }

  /**
   * A conditioner that continues where another one was when it gave its snapshot.
   *
   * @param settings the same settings
   * @param snapshot what {@link #snapshot} returned
   * @param micros times of the raw samples accepted until then, ascending: those since {@link
   *     #retainFromMicros}, or more
   * @param values their values
   * @param n how many
   * @throws IllegalArgumentException if the snapshot has another format, or the samples are not
   *     those that it needs
   */
  public static ChannelConditioner restore(
      ChannelSettings settings, byte[] snapshot, long[] micros, double[] values, int n) {
    ByteBuffer in = ByteBuffer.wrap(snapshot);
    ChannelConditioner restored = new ChannelConditioner(settings);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "channel state must have format " + FORMAT + ": " + format);
      }
      restored.path.read(in, micros, values, n);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("channel state is cut off: bytes=" + snapshot.length, e);
    }
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(
          "channel state is too long: bytes=" + snapshot.length + " read=" + in.position());
    }
    return restored;
  }
}
