package lumen.signal.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gives the samples of packets their times.
 *
 * <p>A packet is what comes with one stamp, or with stamps within a tenth of the packets' interval
 * of its first one, which counts; the interval is that from the stamp of the packet before. With
 * {@link PacketStamp#LAST} its n samples are spread evenly over the time since the stamp of the
 * packet before, D: t[i] = before + floor(D (i + 1)/n). With {@link PacketStamp#FIRST} over the
 * time until that of the next: t[i] = stamp + floor(D i/n).
 *
 * <p>Where D is more than 1.5 times what the samples usually take, packets were lost, and the
 * samples lie the usual spacing apart, next to their stamp. That is 1 over the configured rate, or
 * the median of D/n over the last 8 packets of more than one sample. So it is where no packet is
 * within {@code maxGap} before (or behind) it. A packet whose spacing cannot be known, as the first
 * by its own rate, keeps the sample that has the stamp. A sample that would lie further than {@code
 * maxGap} from its stamp is not placed. Of several of one microsecond the last counts.
 *
 * <p>A packet is complete when the next begins, or {@code maxGap} after its stamp. The segment ends
 * before a packet whose stamp is more than {@code maxGap} after the last sample placed. So whatever
 * lies between two samples of a segment is known within twice {@code maxGap} of the first.
 *
 * <p>All that comes out depends on the sequence of samples alone. Not thread-safe.
 */
public final class PacketSpread {
  /** A packet has at most so many samples; what is beyond is not placed. */
  static final int MOST_SAMPLES = 1 << 20;

  /** The bytes that {@link #write} writes. */
  public static final int BYTES = 1 + Integer.BYTES + 4 * Long.BYTES + RecentSpacings.BYTES;

  private static final long NONE = Long.MIN_VALUE;
  private static final long CLOSER = 10;
  private static final double LOST = 1.5;

  private final PacketSettings settings;
  private final RecentSpacings spacings = new RecentSpacings();
  private final PlacedSamples out = new PlacedSamples();

  private double[] values = new double[16];
  private int size;
  private boolean open;
  private long stamp;

  /** The stamp of the packet before, or NONE. */
  private long before = NONE;

  /** From packet to packet, 0 while it is not known. */
  private long interval;

  private long placed = NONE;

  /** A spread that has seen nothing. */
  public PacketSpread(PacketSettings settings) {
    this.settings = settings;
  }

  /** Forgets what was placed so far. */
  public PlacedSamples begin() {
    out.clear();
    return out;
  }

  /**
   * Takes the next sample.
   *
   * @param micros its stamp, not before that of the sample before
   * @param value its value; an infinite one is no sample, but has its place in the packet; NaN ends
   *     what came before
   */
  public void accept(long micros, double value) {
    if (Double.isNaN(value)) {
      endAt(micros);
    } else if (open && joins(micros)) {
      add(value);
    } else {
      openAt(micros);
      add(value);
    }
  }

  /** Completes the open packet if none of its samples, and no next in time, can come any more. */
  public void completeBefore(long frontierMicros) {
    if (open && dueMicros() < frontierMicros) {
      close(NONE);
    }
  }

  /** The stamp of the open packet, Long.MAX_VALUE if there is none. */
  public long openSince() {
    return open ? stamp : Long.MAX_VALUE;
  }

  /** When the open packet is complete at the latest, Long.MAX_VALUE if there is none. */
  public long dueMicros() {
    return open ? stamp + settings.maxGapMicros() : Long.MAX_VALUE;
  }

  private boolean joins(long micros) {
    return micros == stamp || (micros - stamp) * CLOSER < interval;
  }

  private void add(double value) {
    if (size == MOST_SAMPLES) {
      out.countUnplaced(1);
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  private void openAt(long micros) {
    if (open) {
      close(micros);
    }
    if (before != NONE && micros - before > settings.rebalanceMicros()) {
      beginAnew();
    }
    if (before != NONE && micros - before <= settings.maxGapMicros()) {
      interval = micros - before;
    }
    open = true;
    stamp = micros;
  }

  private void endAt(long micros) {
    if (open) {
      close(micros);
    }
    beginAnew();
  }

  /** What follows is as the first of a channel, but not before what was placed. */
  private void beginAnew() {
    if (placed != NONE) {
      out.add(placed, Double.NaN);
    }
    before = NONE;
    interval = 0;
    spacings.clear();
  }

  /**
   * Places the samples of the open packet.
   *
   * @param next the stamp of the next, or NONE
   */
  private void close(long next) {
    boolean last = settings.stamp() == PacketStamp.LAST;
    long span = last ? within(before, stamp) : within(stamp, next);
    double usual = usual();
    boolean even = span > 0 && !(span > LOST * size * usual);
    if (placed != NONE && placed < stamp - settings.maxGapMicros()) {
      out.cut();
    }
    long time = time(0, last, even, span, usual);
    for (int i = 0; i < size; i++) {
      long following = i + 1 < size ? time(i + 1, last, even, span, usual) : NONE;
      place(time, following, values[i]);
      time = following;
    }
    if (size > 1 && span > 0) {
      spacings.add((double) span / size);
    }
    open = false;
    size = 0;
    before = stamp;
  }

  private double usual() {
    double configured = settings.spacingMicros();
    return Double.isNaN(configured) ? spacings.median() : configured;
  }

  /** The time between two stamps that follow each other, else 0. */
  private long within(long from, long to) {
    return from == NONE || to == NONE || to - from > settings.maxGapMicros() ? 0 : to - from;
  }

  /** The time of a sample, NONE if it cannot be known. */
  private long time(int i, boolean last, boolean even, long span, double usual) {
    if (even) {
      return last ? before + span * (i + 1) / size : stamp + span * i / size;
    }
    int away = last ? size - 1 - i : i;
    if (away == 0) {
      return stamp;
    }
    double micros = Math.rint(away * usual);
    if (!(micros <= settings.maxGapMicros())) {
      return NONE;
    }
    return last ? stamp - (long) micros : stamp + (long) micros;
  }

  private void place(long time, long following, double value) {
    if (Double.isInfinite(value)) {
      return;
    }
    if (time != NONE && time == following) {
      out.countDuplicate();
    } else if (time == NONE || time <= placed) {
      out.countUnplaced(1);
    } else {
      out.add(time, value);
      placed = time;
    }
  }

  /** Writes what the next sample depends on, but the samples of the open packet. */
  public void write(ByteBuffer buffer) {
    buffer.put((byte) (open ? 1 : 0)).putInt(size);
    buffer.putLong(stamp).putLong(before).putLong(interval).putLong(placed);
    spacings.write(buffer);
  }

  /**
   * Reads what {@link #write} wrote; then {@link #refill} is to be called.
   *
   * @throws java.nio.BufferUnderflowException if it is cut off
   */
  public void read(ByteBuffer buffer) {
    open = buffer.get() != 0;
    size = buffer.getInt();
    stamp = buffer.getLong();
    before = buffer.getLong();
    interval = buffer.getLong();
    placed = buffer.getLong();
    spacings.read(buffer);
  }

  /**
   * Takes up the samples of the open packet.
   *
   * @param samples values of all samples since {@link #openSince} that were taken
   * @throws IllegalArgumentException if they are not those that the state was written with
   */
  public void refill(double[] samples, int n) {
    int kept = Math.min(n, MOST_SAMPLES);
    if (kept != size) {
      throw new IllegalArgumentException(
          "raw samples must be the %d of the open packet: found=%d".formatted(size, n));
    }
    values = Arrays.copyOf(samples, Math.max(16, kept));
  }
}
