package lumen.signal.bridge;

/**
 * How long what a command or a calibration has set is kept of a tenant of which nothing is heard:
 * longer than any pause of a rig that is still in use, and as long as the evidence of the command
 * is kept by default. From then on the tenant begins with its configuration.
 */
public final class CommandHold {
  /** 30 days of event time, in microseconds. */
  public static final long MICROS = 30L * 24 * 3600 * 1_000_000;

  private CommandHold() {}
}
