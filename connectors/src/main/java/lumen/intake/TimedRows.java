package lumen.intake;

import java.io.IOException;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Makes the intakes of streams whose rows have clocks by tenant: each row goes on as it is, and the
 * end of a stream tells what became of its rows.
 *
 * @param options the line of lateness
 * @param reader reads what has to be known of a row
 */
public record TimedRows(ReplayOptions options, RowReader reader) implements IntakeMaker {
  /** The fault of a row that lies behind the line. */
  public static final String LATE = TimedRowIntake.LATE;

  @Override
  public LineIntake begin(String stream, boolean log) {
    return new TimedRowIntake(stream, options, reader);
  }

  /** Each partition is a stream. */
  @Override
  public String ofPartition(String stream, int partition) {
    return stream + '/' + partition;
  }

  @Override
  public void write(LineIntake intake, StateWriter out) throws IOException {
    intake.write(out);
  }

  @Override
  public LineIntake read(String stream, StateReader in) {
    return new TimedRowIntake(stream, options, reader).at(in);
  }

  @Override
  public LineIntake readOlder(String stream, StateReader in, int version) {
    throw in.damaged("must be of this job: its streams had no older form");
  }
}
