package lumen.overlay.ingest;

import lumen.overlay.record.RouteReason;
import lumen.runtime.row.RowFault;
import lumen.runtime.row.RowParser;

/** Parses one line of JSON into its fields; that it is JSON at all is found before its faults. */
final class LineParser {
  private LineParser() {}

  static LineFields parse(byte[] bytes, int from, int to) throws LineFault {
    try {
      return new LineFields(RowParser.parse(bytes, from, to));
    } catch (RowFault fault) {
      throw told(fault);
    }
  }

  /** Of a line that was read once. */
  static LineFields parse(String line) throws LineFault {
    try {
      return new LineFields(RowParser.parse(line));
    } catch (RowFault fault) {
      throw told(fault);
    }
  }

  private static LineFault told(RowFault fault) {
    return new LineFault(RouteReason.valueOf(fault.defect().name()), fault.getMessage());
  }
}
