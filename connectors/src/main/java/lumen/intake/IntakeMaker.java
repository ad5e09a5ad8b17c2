package lumen.intake;

import java.io.IOException;
import java.io.Serializable;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Makes the intakes of a job's inputs, one for each ordered sequence of lines. */
public interface IntakeMaker extends Serializable {
  /**
   * An intake that has seen nothing.
   *
   * @param stream name of the input
   * @param log whether its lines are those of a log of decided events
   */
  LineIntake begin(String stream, boolean log);

  /**
   * What a partition of a topic is called, which is one ordered sequence of lines.
   *
   * @param stream name of the input
   */
  default String ofPartition(String stream, int partition) {
    return stream;
  }

  /** Writes the state of an intake; to be called when everything gathered was drained. */
  void write(LineIntake intake, StateWriter out) throws IOException;

  /** Goes on where a written intake left off. */
  LineIntake read(String stream, StateReader in) throws IOException;

  /**
   * Likewise, of a recording before the form of states; its first version knew of no logs.
   *
   * @param version of the state, from 1 on
   */
  LineIntake readOlder(String stream, StateReader in, int version) throws IOException;

  /** Of events, or of logs of decided events. */
  static IntakeMaker ofEvents(ReplayOptions options) {
    return new OfEvents(options);
  }

  /**
   * Of events, or of logs of decided events.
   *
   * @param options how they are read
   */
  record OfEvents(ReplayOptions options) implements IntakeMaker {
    @Override
    public LineIntake begin(String stream, boolean log) {
      return log ? new LogIntake(stream, options) : new StreamIntake(stream, options);
    }

    @Override
    public void write(LineIntake intake, StateWriter out) throws IOException {
      IntakeForm.write(intake, out);
    }

    @Override
    public LineIntake read(String stream, StateReader in) {
      return IntakeForm.read(stream, options, in);
    }

    @Override
    public LineIntake readOlder(String stream, StateReader in, int version) throws IOException {
      return IntakeForm.readOlder(stream, options, in, version);
    }
  }
}
