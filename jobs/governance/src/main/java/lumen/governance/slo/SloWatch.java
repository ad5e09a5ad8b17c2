package lumen.governance.slo;

import java.util.EnumMap;
import java.util.Map;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.History;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.GovernanceSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Tells how each promise of the month stands, when that changes and when the month ends. */
public final class SloWatch {
  private static final long HOUR_S = 3600;

  private final Map<Slo, String> told = new EnumMap<>(Slo.class);
  private final Map<Slo, Attainment> latest = new EnumMap<>(Slo.class);

  /** Judges all at the end of a step. */
  public void step(History history, GovernanceSettings settings, ServiceOutputs out) {
    for (Slo slo : Slo.values()) {
      Attainment now = Attainment.of(slo, history, settings);
      latest.put(slo, now);
      if (!now.verdict().equals(told.getOrDefault(slo, Attainment.UNKNOWN))) {
        tell("slo." + slo.word(), now, history, out);
        told.put(slo, now.verdict());
      }
    }
    if (history.now() == history.calendar().end(history.month().month())) {
      latest.forEach((slo, now) -> tell("slo." + slo.word() + ".month", now, history, out));
    }
  }

  private static void tell(String rule, Attainment now, History history, ServiceOutputs out) {
    out.evidence(history.now(), "slo", rule, now.verdict(), null, now.values());
  }

  /** All as they are told. */
  public Fields figures(History history, GovernanceSettings settings) {
    Fields all = new Fields();
    FigureWindow hour = history.window(HOUR_S);
    latest.forEach(
        (slo, now) ->
            all.put(
                slo.word(),
                new Fields()
                    .putAll(now.values())
                    .put("estimated", now.estimated())
                    .put("verdict", now.verdict())
                    .put("why", now.why())
                    .put("approximate", isApproximate(slo, history))
                    .put("burn_1h", burn(slo, hour, history, settings))));
    return all;
  }

  private static boolean isApproximate(Slo slo, History history) {
    return switch (slo) {
      case LATENCY_P95 -> history.month().isApproximateP95();
      case LATENCY_P99 -> history.month().isApproximateP99();
      default -> false;
    };
  }

  private static double burn(
      Slo slo, FigureWindow hour, History history, GovernanceSettings settings) {
    return history.isSilent() ? Double.NaN : Burn.rate(slo, hour, settings.slo());
  }

  /** Writes what was told last. */
  public void write(StateWriter out) {
    out.writeInt(told.size());
    for (Map.Entry<Slo, String> each : told.entrySet()) {
      out.writeText(each.getKey().name());
      out.writeText(each.getValue());
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    for (int n = in.readCount(2 * Integer.BYTES); n > 0; n--) {
      told.put(Slo.valueOf(in.readText()), in.readText());
    }
  }
}
