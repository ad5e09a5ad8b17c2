package lumen.benchmarks.table;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A row as it was measured in one sitting; one line of a results file.
 *
 * @param row name of the row, such as {@code job.naive}
 * @param figure what is told: ratio, share, seconds, bytes, bytes_per_second
 * @param median of the rounds
 * @param low least of the rounds
 * @param high most of the rounds
 * @param rounds how many there were
 * @param command what measures it again
 * @param machine on what it ran
 * @param commit of what ran
 * @param time when, ISO-8601
 */
@JsonPropertyOrder({
  "row", "figure", "median", "low", "high", "rounds", "command", "machine", "commit", "time"
})
public record MeasuredRow(
    String row,
    String figure,
    double median,
    double low,
    double high,
    int rounds,
    String command,
    String machine,
    String commit,
    String time) {
  /** Checks that it can be a median of rounds. */
  public MeasuredRow {
    if (row == null || row.isEmpty() || rounds < 1 || !(low <= median && median <= high)) {
      throw new IllegalArgumentException(
          "must be a row of a round or more, low <= median <= high: row=%s rounds=%d %s <= %s <= %s"
              .formatted(row, rounds, low, median, high));
    }
  }
}
