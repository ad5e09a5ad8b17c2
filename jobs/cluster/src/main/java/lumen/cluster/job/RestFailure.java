package lumen.cluster.job;

/** A request that the JobManager refused, with its root cause as the message. */
public final class RestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final int status;

  RestFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the JobManager is still bringing up what was asked for. */
  boolean notYet() {
    return status == UNAVAILABLE || getMessage().contains("initializing");
  }

  /** Whether what was asked for does not exist. */
  boolean notFound() {
    return status == NOT_FOUND;
  }
}
