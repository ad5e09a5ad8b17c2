package lumen.runtime.state;

import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * The small state of a channel or tenant, written once for each block: a hash of the settings that
 * shape it, the frontier, a further time, and what the mathematics keeps.
 *
 * @param shape hash of the shaping settings it was made with
 * @param frontierMicros everything before it has been consumed
 * @param mark a channel's last sample in microseconds; a tenant's first step that counts
 * @param payload state of the mathematics
 * @param profile what was gathered for the notes at the end of a run; empty if nothing, as before
 *     version 2.1
 */
public record HotState(long shape, long frontierMicros, long mark, byte[] payload, byte[] profile) {
  private static final StateForm FORM = new StateForm("hot-state", 2, 1);
  private static final byte[] NOTHING = new byte[0];

  /** A state of which nothing is gathered. */
  public HotState(long shape, long frontierMicros, long mark, byte[] payload) {
    this(shape, frontierMicros, mark, payload, NOTHING);
  }

  /** The form in keyed state. */
  public byte[] encode() {
    return FORM.write(
        payload.length + profile.length + 40,
        out -> {
          out.field(
              head -> {
                head.writeLong(shape);
                head.writeLong(frontierMicros);
                head.writeLong(mark);
              });
          out.field(payload);
          out.field(profile);
        });
  }

  /** Reads what {@link #encode} wrote. */
  public static HotState decode(byte[] encoded) {
    return FORM.read(
        encoded,
        in -> {
          StateReader head = in.field();
          return new HotState(
              head.readLong(),
              head.readLong(),
              head.readLong(),
              in.fieldBytes(),
              in.hasMore() ? in.fieldBytes() : NOTHING);
        },
        in -> {
          in.readVersion(1, 1);
          return new HotState(in.readLong(), in.readLong(), in.readLong(), in.rest());
        });
  }
}
