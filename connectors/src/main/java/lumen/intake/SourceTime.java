package lumen.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where one event source stands in the time of its stream. All times in microseconds. Moved by
 * {@link LatenessLine} alone.
 */
final class SourceTime {
  /** The newest time of a source that has not joined yet. */
  static final long UNSEEN = Long.MIN_VALUE;

  final String name;

  /** Newest time that is believed, by the corrected clock. */
  long newest = UNSEEN;

  /** How far the source has come, in the progress of its stream. */
  long progress;

  /** Progress of the stream when {@link #newest} last moved. */
  long movedAt;

  /** Whether {@link #newest} has moved on since the source joined. */
  boolean movedOn;

  /** Whether the event before was a jump that was not believed yet. */
  boolean doubted;

  /** The time of that jump. */
  long doubtedMicros;

  /** What is added to a time to pace it: 0 unless the source joined far ahead of its stream. */
  long paceShift;

  /** Whether the line waits for the source because its clock may have been reset. */
  boolean held;

  /** Its time among the active sources: {@link #newest} unless {@link #held}. */
  long place;

  /** Whether it is among the active sources. Derived, as are all links below. */
  boolean active;

  SourceTime lower;
  SourceTime higher;
  int height;
  SourceTime movedBefore;
  SourceTime movedAfter;

  SourceTime(String name) {
    this.name = name;
  }

  boolean hasJoined() {
    return newest != UNSEEN;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(newest);
    out.writeLong(progress);
    out.writeLong(movedAt);
    out.writeBoolean(movedOn);
    out.writeBoolean(doubted);
    out.writeLong(doubtedMicros);
    out.writeLong(paceShift);
    out.writeBoolean(held);
    out.writeLong(place);
  }

  void read(DataInput in) throws IOException {
    newest = in.readLong();
    progress = in.readLong();
    movedAt = in.readLong();
    movedOn = in.readBoolean();
    doubted = in.readBoolean();
    doubtedMicros = in.readLong();
    paceShift = in.readLong();
    held = in.readBoolean();
    place = in.readLong();
  }
}
