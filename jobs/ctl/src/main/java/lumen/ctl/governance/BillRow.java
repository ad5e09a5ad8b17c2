package lumen.ctl.governance;

import java.util.Map;
import java.util.Optional;

/**
 * A row of a bill: texts by column, in their order. Columns of a part of a column are called {@code
 * part.column}, tags and labels {@code Tags.KEY} and {@code labels.KEY}.
 *
 * @param place where it stands, such as {@code bill.csv: row 3}
 * @param columns what is not null
 */
record BillRow(String place, Map<String, String> columns) {
  Optional<String> text(String column) {
    return Optional.ofNullable(columns.get(column));
  }

  /** A column that must be there. */
  String required(String column) throws BillFault {
    return text(column)
        .orElseThrow(() -> new BillFault(this, column + " must be given, is null or left out"));
  }

  /** Whether it is a row of Google's standard export rather than one of FOCUS. */
  boolean isGoogle() {
    return columns.containsKey("usage_start_time");
  }
}
