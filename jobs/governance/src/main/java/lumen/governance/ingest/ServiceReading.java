package lumen.governance.ingest;

import java.util.Optional;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceReason;

/**
 * What was read of a line.
 *
 * @param line the line, where it is of right form
 * @param reason its first fault; null where it has none
 * @param detail what would be right; empty where it has no fault
 */
public record ServiceReading(Optional<ServiceLine> line, ServiceReason reason, String detail) {
  static ServiceReading of(ServiceLine line) {
    return new ServiceReading(Optional.of(line), null, "");
  }

  static ServiceReading of(ServiceReason reason, String detail) {
    return new ServiceReading(Optional.empty(), reason, detail);
  }
}
