package lumen.overlay.ingest;

import java.io.IOException;
import java.util.function.LongSupplier;
import lumen.event.Row;
import lumen.intake.IntakeMaker;
import lumen.intake.LineIntake;
import lumen.overlay.clock.LogTime;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.gate.GateSettings;
import lumen.runtime.metrics.HostClock;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Makes the intakes of logs.
 *
 * @param time how far ahead a line may be
 * @param gates those of {@code overlay.yaml}, with which commanded flags have to agree
 * @param timed whether the moment at which a line is taken travels with it, so that the job can
 *     tell how long an answer took; of a recording that says nothing
 */
public record RouteIntakes(LogTime time, GateSettings gates, boolean timed) implements IntakeMaker {
  @Override
  public LineIntake begin(String stream, boolean log) {
    return intake(stream);
  }

  /** Each partition is a log. */
  @Override
  public String ofPartition(String stream, int partition) {
    return stream + '/' + partition;
  }

  private RouteIntake intake(String stream) {
    LongSupplier taken = timed ? HostClock::micros : () -> Row.UNTIMED;
    return new RouteIntake(stream, new RouteLineReader(OverlayCommands.reader(gates)), time, taken);
  }

  @Override
  public void write(LineIntake intake, StateWriter out) throws IOException {
    intake.write(out);
  }

  @Override
  public LineIntake read(String stream, StateReader in) {
    return intake(stream).at(in);
  }

  @Override
  public LineIntake readOlder(String stream, StateReader in, int version) {
    throw in.damaged("must be of this job: its logs had no older form");
  }
}
