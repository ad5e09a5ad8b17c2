package lumen.ctl.drill.lasting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How lines that a job left differ from those of a replay.
 *
 * @param lost lines of the replay that the job has not, or not as often
 * @param doubled lines of the replay that the job has more often
 * @param other lines that only the job has
 * @param same whether all are the same, in the same order
 */
record LostAndDoubled(long lost, long doubled, long other, boolean same) {

  /**
   * Compares them.
   *
   * @param lived lines of the job
   * @param replayed of the replay
   */
  static LostAndDoubled of(List<String> lived, List<String> replayed) {
    Map<String, Long> missing = new HashMap<>();
    replayed.forEach(line -> missing.merge(line, 1L, Long::sum));
    long doubled = 0;
    long other = 0;
    for (String line : lived) {
      Long left = missing.get(line);
      if (left == null) {
        other++;
      } else if (left == 0) {
        doubled++;
      } else {
        missing.put(line, left - 1);
      }
    }
    long lost = missing.values().stream().mapToLong(Long::longValue).sum();
    return new LostAndDoubled(lost, doubled, other, lived.equals(replayed));
  }

  /** What is wrong with the lines of a place, in words; nothing where all are the same. */
  Optional<String> fault(String place) {
    if (same) {
      return Optional.empty();
    }
    return Optional.of(
        "%s must be those of the replay: lost %d, doubled %d, others %d%s"
            .formatted(
                place,
                lost,
                doubled,
                other,
                lost + doubled + other == 0 ? ", in another order" : ""));
  }
}
