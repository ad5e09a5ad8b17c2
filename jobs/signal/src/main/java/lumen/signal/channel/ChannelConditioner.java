package lumen.signal.channel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import lumen.signal.regularise.Interpolation;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * One channel, from samples as they were measured to value, phase and envelope on the target grid.
 *
 * <pre>
 *   samples -> unwrap -> clip -> regularise to F -> resample to the grid -> band-pass -> aligned steps
 *   onsets  -> phase between neighbours                                               -> aligned steps
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
  private static final StateForm FORM = new StateForm("channel-filters", 2, 1);

  private final ConditioningPath path;

  /** A conditioner of a channel that has given no sample yet. */
  public ChannelConditioner(ChannelSettings settings) {
    this(settings, null);
  }

  /**
   * A conditioner of a channel that has given no sample yet.
   *
   * @param regular receives the values at the channel's own rate, of a sampled one; null: nobody
   */
  public ChannelConditioner(ChannelSettings settings, RegularSink regular) {
    path =
        settings.interpolation() == Interpolation.ONSET
            ? new OnsetPath(settings)
            : new SampledPath(settings, regular);
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

  /**
   * Ends the segment: nothing is interpolated from the newest sample to the next, though they may
   * be less than the longest interval apart.
   */
  public void endSegment() {
    path.endSegment();
  }

  /**
   * The newest sample, clipped, relative to the first value of its segment; NaN where it is in none
   * that has a value at F yet, and of a point process.
   */
  public double newest() {
    return path.newest();
  }

  /** The state of the filters, without the raw samples. */
  public byte[] snapshot() {
    ByteBuffer filters = ByteBuffer.allocate(path.maxBytes());
    path.write(filters);
    int size = filters.position();
    return FORM.write(Integer.BYTES + size, out -> out.field(filters.array(), size));
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
   * @throws lumen.state.StateException if the snapshot cannot be read, or the samples are not those
   *     that it needs
   */
  public static ChannelConditioner restore(
      ChannelSettings settings, byte[] snapshot, long[] micros, double[] values, int n) {
    return restore(settings, null, snapshot, micros, values, n);
  }

  /**
   * The same, of a conditioner whose values at the channel's own rate somebody wants.
   *
   * @param regular receives them; null: nobody
   */
  public static ChannelConditioner restore(
      ChannelSettings settings,
      RegularSink regular,
      byte[] snapshot,
      long[] micros,
      double[] values,
      int n) {
    ChannelConditioner restored = new ChannelConditioner(settings, regular);
    return FORM.read(
        snapshot,
        in -> restored.resumed(ByteBuffer.wrap(in.fieldBytes()), micros, values, n),
        in -> restored.resumedOlder(in, micros, values, n));
  }

  private ChannelConditioner resumed(ByteBuffer filters, long[] micros, double[] values, int n) {
    try {
      path.read(filters, micros, values, n);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it is cut off: bytes=" + filters.capacity(), e);
    }
    return this;
  }

  /** Takes up the first version. */
  private ChannelConditioner resumedOlder(StateReader in, long[] micros, double[] values, int n) {
    in.readVersion(1, 1);
    ByteBuffer filters = ByteBuffer.wrap(in.rest());
    resumed(filters, micros, values, n);
    if (filters.hasRemaining()) {
      throw new IllegalArgumentException("it is too long: bytes more=" + filters.remaining());
    }
    return this;
  }
}
