package lumen.overlay.ingest;

import java.util.Optional;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord;

/**
 * What was read of a line.
 *
 * @param line the line, where it is of right form
 * @param reason its first fault; null where it has none
 * @param detail what was wrong and what would be right, for a person
 */
public record LineReading(Optional<RouteRecord> line, RouteReason reason, String detail) {
  static LineReading of(RouteRecord line) {
    return new LineReading(Optional.of(line), null, "");
  }

  static LineReading of(LineFault fault) {
    return new LineReading(Optional.empty(), fault.reason(), fault.getMessage());
  }
}
