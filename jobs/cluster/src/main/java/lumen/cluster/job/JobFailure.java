package lumen.cluster.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A failure after which a job started over, or did not.
 *
 * @param millis when, milliseconds since the epoch
 * @param stackTrace as Flink keeps it
 */
public record JobFailure(long millis, String stackTrace) {
  private static final String CAUSED_BY = "Caused by: ";

  /**
   * Words of Flink for a process that went away; the job is not to blame. Neither packages
   * (runtime.taskmanager.X) nor keys (taskmanager.memory.x) are meant.
   */
  private static final Pattern LOSS =
      Pattern.compile(
          "(?i)\\b(task ?manager|task ?executor|job ?manager)\\b(?!\\.\\w)|NoResourceAvailable");

  /** Ids of files and objects, hexadecimal words, numbers. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|@[0-9a-f]+\\b|\\b[0-9a-f]{8,}\\b|\\d+");

  /** The innermost cause in one line. */
  public String cause() {
    return RootCause.of(stackTrace);
  }

  /**
   * Class and first line of the innermost cause without its numbers, which are of ports, attempts
   * and times: failures of one kind have it in common.
   */
  String kind() {
    List<String> heads = heads();
    return NUMBER.matcher(heads.get(heads.size() - 1)).replaceAll("#");
  }

  /** Whether a process of the cluster was lost, which says nothing about the job. */
  boolean lossOfProcess() {
    return heads().stream().anyMatch(head -> LOSS.matcher(head).find());
  }

  /** The first line of the failure and of each cause, outermost first. */
  private List<String> heads() {
    List<String> heads = new ArrayList<>();
    for (String line : stackTrace.strip().split("\\R", -1)) {
      if (heads.isEmpty()) {
        heads.add(line.strip());
      } else if (line.strip().startsWith(CAUSED_BY)) {
        heads.add(line.strip().substring(CAUSED_BY.length()));
      }
    }
    return heads;
  }
}
