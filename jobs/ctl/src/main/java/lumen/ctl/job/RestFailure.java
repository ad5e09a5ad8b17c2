package lumen.ctl.job;

/** A request that the JobManager refused, with its root cause as the message. */
public final class RestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RestFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether what was asked for does not exist. */
  public boolean notFound() {
    return status == 404;
  }
}
