package lumen.overlay.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateState;
import lumen.overlay.record.Verdict;

/** The newest figures of an overlay in a scenario, of each tenant. */
final class LaneFigures {
  final RecentLatencies latencies = RecentLatencies.ofOutcomes();
  private final Map<String, Verdict> byTenant = new ConcurrentHashMap<>();

  void put(Verdict verdict) {
    byTenant.put(verdict.tenant(), verdict);
  }

  void forget(String tenant) {
    byTenant.remove(tenant);
  }

  /** The worst gate: 0 ok, 1 warn, 2 block. */
  double gate(GateKind kind) {
    return byTenant.values().stream()
        .mapToInt(verdict -> code(verdict.gates().get(kind)))
        .max()
        .orElse(0);
  }

  private static int code(GateState state) {
    return switch (state) {
      case OK -> 0;
      case WARN -> 1;
      case BLOCK -> 2;
    };
  }

  double most(ToDoubleFunction<Verdict.Window> figure) {
    return byTenant.values().stream()
        .mapToDouble(verdict -> figure.applyAsDouble(longest(verdict)))
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(Double.NaN);
  }

  double least(ToDoubleFunction<Verdict.Window> figure) {
    return -most(window -> -figure.applyAsDouble(window));
  }

  private static Verdict.Window longest(Verdict verdict) {
    return verdict.windows().get(verdict.windows().size() - 1);
  }
}
