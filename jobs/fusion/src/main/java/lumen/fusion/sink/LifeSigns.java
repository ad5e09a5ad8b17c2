package lumen.fusion.sink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lumen.connectors.playout.LifeSign;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.protocol.BridgeState;

/**
 * When a receiver is told how a tenant's bridge is: at the tick that shows another state, and at
 * every whole second of event time, ticks or not. Times are microseconds. Not thread-safe.
 */
final class LifeSigns {
  private static final long SECOND_MICROS = 1_000_000;

  /** Of a jump of event time only the end is told: nobody waits for what is long past. */
  private static final long MOST_SECONDS = 60;

  private static final int TENANTS = 4096;

  /** No second was told since the restart. */
  private static final long UNTOLD = Long.MIN_VALUE;

  /**
   * What is known of a tenant.
   *
   * @param toldSecond the last second that was told
   */
  private record Newest(BridgeState state, double tickMs, long toldSecond) {
    Newest toldTo(long second) {
      return new Newest(state, tickMs, second);
    }
  }

  /** The tenants heard of last; the one longest unheard of gives way. */
  private static final class Tenants extends LinkedHashMap<String, Newest> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Newest> eldest) {
      return size() > TENANTS;
    }
  }

  private final long aheadMicros;
  private final Tenants tenants = new Tenants();

  /**
   * @param aheadMicros how long after its own time a tick is known
   */
  LifeSigns(long aheadMicros) {
    this.aheadMicros = aheadMicros;
  }

  /** Takes up what was kept: the first second that passes is told. */
  void take(KeptSign kept) {
    tenants.put(kept.tenant(), new Newest(kept.state(), kept.tickMs(), UNTOLD));
  }

  /** What is to be kept. */
  List<KeptSign> kept() {
    return tenants.entrySet().stream()
        .map(of -> new KeptSign(of.getKey(), of.getValue().state(), of.getValue().tickMs()))
        .toList();
  }

  /** A tick, in the order of time. */
  void heard(ControlFrame tick, Consumer<LifeSign> out) {
    Newest before = tenants.remove(tick.tenant());
    long second = Math.floorDiv(tick.micros() - 1, SECOND_MICROS);
    if (before != null && before.toldSecond() != UNTOLD) {
      tellSeconds(tick.tenant(), before, second, out);
    }
    if (before == null || before.state() != tick.state()) {
      out.accept(sign(tick.tenant(), tick.micros(), tick.state(), tick.tickMs()));
    }
    long told = before == null ? second : Math.max(second, before.toldSecond());
    tenants.put(tick.tenant(), new Newest(tick.state(), tick.tickMs(), told));
  }

  /** Every tick before this time was heard. */
  void passed(long frontierMicros, Consumer<LifeSign> out) {
    long second = Math.floorDiv(frontierMicros - 1, SECOND_MICROS);
    for (Map.Entry<String, Newest> tenant : tenants.entrySet()) {
      tellSeconds(tenant.getKey(), tenant.getValue(), second, out);
      if (second > tenant.getValue().toldSecond()) {
        tenant.setValue(tenant.getValue().toldTo(second));
      }
    }
  }

  private void tellSeconds(String tenant, Newest newest, long last, Consumer<LifeSign> out) {
    long most = newest.toldSecond() == UNTOLD ? 1 : MOST_SECONDS;
    long first = Math.max(newest.toldSecond() + 1, last - most + 1);
    for (long second = first; second <= last; second++) {
      out.accept(sign(tenant, second * SECOND_MICROS, newest.state(), newest.tickMs()));
    }
  }

  private LifeSign sign(String tenant, long micros, BridgeState state, double tickMs) {
    return new LifeSign(tenant, micros + aheadMicros, state.code(), tickMs);
  }
}
