package lumen.runtime.job;

/**
 * An operator of a job: the uid ties state to it across versions and must never change; the title
 * is what the web page and the metrics show. Each job has an enum of its own, and a checked-in file
 * of its uids.
 */
public interface OperatorId {
  /** The uid in savepoints. */
  String uid();

  /** The name that people see. */
  String title();

  /** An operator that is named by what a run was given, such as one of a topic. */
  static OperatorId of(String uid, String title) {
    return new Named(uid, title);
  }

  /** An operator that no enum names. */
  record Named(String uid, String title) implements OperatorId {}
}
