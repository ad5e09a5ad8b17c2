package lumen.ctl.relay;

import java.io.IOException;

/** A relay that stands between a sender and a receiver. Thread-safe. */
public interface Relay extends AutoCloseable {
  /** Port on loopback at which it listens. */
  int port();

  /**
   * Begins a fault, in place of one that is under way.
   *
   * @throws IllegalArgumentException if there is no such fault on this way
   */
  void begin(RelayFault fault);

  /** Ends the fault; what is delayed is still delivered. */
  void end();

  /** What it did so far. */
  RelayCounts counts();

  /** Ends it; what is still on its way is lost. */
  @Override
  void close() throws IOException;
}
