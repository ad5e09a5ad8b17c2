package lumen.intake;

import java.io.IOException;
import lumen.event.EventParser;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Form of an intake of either kind: whether it is that of a log, then its state. */
public final class IntakeForm {
  private IntakeForm() {}

  /** Writes an intake of either kind. */
  public static void write(LineIntake intake, StateWriter out) throws IOException {
    out.writeBoolean(intake instanceof LogIntake);
    intake.write(out);
  }

  /** Goes on where a written intake left off. */
  public static LineIntake read(String stream, ReplayOptions options, StateReader in) {
    return in.readBoolean()
        ? LogIntake.read(stream, options, in)
        : StreamIntake.read(stream, options, new EventParser(options.form(stream)), in);
  }

  /** Likewise, of a recording before this form; its first version knew of no logs. */
  public static LineIntake readOlder(
      String stream, ReplayOptions options, StateReader in, int version) throws IOException {
    return version > 1 && in.readBoolean()
        ? LogIntake.readOlder(stream, options, in)
        : StreamIntake.readOlder(
            stream, options, new EventParser(options.form(stream)), in, version);
  }
}
