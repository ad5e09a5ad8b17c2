package lumen.watch.gate;

/** Who has to hold a condition. */
public enum Scope {
  /** Every tenant that has a bridge. */
  TENANT,
  /** The job, once. */
  JOB
}
