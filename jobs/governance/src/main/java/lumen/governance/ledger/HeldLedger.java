package lumen.governance.ledger;

import lumen.governance.service.ServiceLedger;
import org.apache.flink.streaming.api.TimerService;

/**
 * A service on the heap, and when it is looked at next.
 *
 * <p>What it tells goes where its function is called from.
 */
final class HeldLedger {
  private final ServiceLedger ledger;
  private final LedgerTelling telling;

  /** The earliest timer that was set since this was held; MAX_VALUE for none. */
  private long timer = Long.MAX_VALUE;

  HeldLedger(ServiceLedger ledger, LedgerTelling telling) {
    this.ledger = ledger;
    this.telling = telling;
  }

  ServiceLedger ledger() {
    return ledger;
  }

  LedgerTelling telling() {
    return telling;
  }

  /** Has it looked at when the watermark has come so far, if not before. */
  void timer(long watermark, TimerService timers) {
    if (watermark < timer) {
      timer = watermark;
      timers.registerEventTimeTimer(watermark);
    }
  }

  /** A timer has fired. */
  void fired() {
    timer = Long.MAX_VALUE;
  }
}
