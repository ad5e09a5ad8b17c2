package lumen.report;

import java.io.IOException;
import java.util.Locale;

/** What an entry of evidence is about. */
enum EntryKind {
  RISK,
  QUOTE,
  STATE,
  FAILOVER,
  CALIBRATION,
  CONTROL,
  NOTE;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EntryKind of(String wireName) throws IOException {
    for (EntryKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return kind;
      }
    }
    throw new IOException(
        "kind must be one of risk, quote, state, failover, calibration, control, note: "
            + wireName);
  }
}
