package lumen.runtime.command;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commands by what became of them. At the entrance: received = rejected + passed on. At the
 * tenants: passed on = applied + late + repeated + refused + pending.
 *
 * @param received read by the job
 * @param rejected no commands, or such as are not accepted
 * @param applied obeyed
 * @param late behind their tenant's event time
 * @param repeated of an id that was told before
 * @param refused not obeyed since a condition holds
 */
public record CommandCounts(
    long received, long rejected, long applied, long late, long repeated, long refused) {
  /** No command. */
  public static final CommandCounts NONE = new CommandCounts(0, 0, 0, 0, 0, 0);

  /** One that was found right, and passed on to its tenant. */
  public static final CommandCounts PASSED_ON = new CommandCounts(1, 0, 0, 0, 0, 0);

  /** One that was rejected where it came in. */
  public static final CommandCounts REJECTED = new CommandCounts(1, 1, 0, 0, 0, 0);

  /** One that its tenant obeyed. */
  public static final CommandCounts APPLIED = new CommandCounts(0, 0, 1, 0, 0, 0);

  /** One that came behind its tenant's event time. */
  public static final CommandCounts LATE = new CommandCounts(0, 0, 0, 1, 0, 0);

  /** One whose id its tenant had been told before. */
  public static final CommandCounts REPEATED = new CommandCounts(0, 0, 0, 0, 1, 0);

  /** One that its tenant did not obey since a condition holds. */
  public static final CommandCounts REFUSED = new CommandCounts(0, 0, 0, 0, 0, 1);

  /** The sum. */
  public CommandCounts plus(CommandCounts more) {
    return new CommandCounts(
        received + more.received,
        rejected + more.rejected,
        applied + more.applied,
        late + more.late,
        repeated + more.repeated,
        refused + more.refused);
  }

  /** The counts that are not 0, by their names. */
  public Map<String, Long> byName() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("received", received);
    counts.put("rejected", rejected);
    counts.put("applied", applied);
    counts.put("late", late);
    counts.put("repeated", repeated);
    counts.put("refused", refused);
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
