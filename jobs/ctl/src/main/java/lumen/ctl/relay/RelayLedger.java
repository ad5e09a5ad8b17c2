package lumen.ctl.relay;

import java.util.concurrent.atomic.AtomicLong;

/** Counts of a relay while it works. Thread-safe. */
final class RelayLedger {
  final AtomicLong received = new AtomicLong();
  final AtomicLong sent = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong failed = new AtomicLong();
  final AtomicLong delayed = new AtomicLong();
  final AtomicLong changed = new AtomicLong();

  RelayCounts counts() {
    return new RelayCounts(
        received.get(), sent.get(), lost.get(), failed.get(), delayed.get(), changed.get());
  }
}
