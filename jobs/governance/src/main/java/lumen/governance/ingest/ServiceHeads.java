package lumen.governance.ingest;

import java.util.Locale;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Value;
import lumen.governance.settings.GovernanceSettings;
import lumen.intake.RowReader;

/** Reads of a line what its stream has to know; bills are seldom, so one in doubt is used. */
public final class ServiceHeads implements RowReader {
  private static final long serialVersionUID = 1L;

  private final GovernanceSettings settings;
  private transient ServiceLineReader reader;

  /** A reader by settings. */
  public ServiceHeads(GovernanceSettings settings) {
    this.settings = settings;
  }

  @Override
  public RowHead read(byte[] bytes, int from, int to) {
    if (reader == null) {
      reader = new ServiceLineReader(settings);
    }
    ServiceReading reading = reader.read(bytes, from, to);
    if (reading.line().isEmpty()) {
      return RowHead.wrong(reading.reason().code(), reading.detail());
    }
    ServiceLine line = reading.line().get();
    String type = line.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return RowHead.of(
        line.service(), type, line.micros(), line instanceof Cost || line instanceof Value);
  }
}
