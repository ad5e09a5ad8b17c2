package lumen.intake;

import java.io.IOException;
import java.util.List;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.RejectReason;
import lumen.state.StateWriter;

/**
 * Takes the lines of one input in their order, accounts for every one, and gathers the samples of
 * each channel into columns until the chunk ends. What it makes depends on the lines alone, not on
 * how they are cut into chunks.
 */
public interface LineIntake {
  /** The time of an intake that has seen no event yet. */
  long NONE = Long.MIN_VALUE;

  /**
   * Takes a line, unless it holds an event that is not due yet. The first event is always due.
   *
   * @param untilMicros time up to which events are due
   * @return whether it was taken; if not, the same line must come again when {@link #dueMicros} has
   *     come
   */
  boolean take(SourceLine line, long untilMicros);

  /** Counts a line that cannot be read at all. */
  void unreadable(RejectReason reason, String detail, SourceLine line);

  /** Decides of every event that still waits, since no line follows. */
  void end();

  /** Time of the line that was refused for not being due; earlier than any time if taken. */
  long dueMicros();

  /** No sample before this time will come any more; {@link #NONE} while that is open. */
  long lineMicros();

  /** How far the input has come; {@link #NONE} while that is open. */
  long positionMicros();

  /** Newest time of the input, by the clock it is paced with; {@link #NONE} before the first. */
  long newestMicros();

  /** Number of samples gathered since the last drain. */
  long samples();

  /** Number of channels touched since the last drain. */
  int channels();

  /** Number of notices gathered since the last drain. */
  int notices();

  /**
   * Hands over what was gathered: notices in the order of their lines, one block for each channel,
   * and the accounts that have changed.
   */
  void drain(List<Envelope> out);

  /** The accounts of all event sources as they stand. */
  List<Account> accounts();

  /** Writes the state as of the last drain, with its name and version. */
  void write(StateWriter out) throws IOException;
}
