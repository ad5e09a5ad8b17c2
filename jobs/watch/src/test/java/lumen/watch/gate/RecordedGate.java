package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.prometheus.Prometheus.Told;

/** What the shipped rules recorded of a gate, beside what {@code lumenctl gate} says of it. */
public final class RecordedGate {
  private RecordedGate() {}

  /**
   * Fails unless both say the same: of the gate, and of each condition and tenant. Where the
   * command has no data, the rules have nothing, or 0.
   *
   * @param prometheus asked of a moment at which the rules were evaluated
   */
  public static void same(Gate gate, Prometheus prometheus) {
    GateReading said = GateReading.of(gate, prometheus, Optional.empty());
    String of = "{gate=\"" + gate.name() + "\"}";
    List<Told> ok = prometheus.told("gate:ok" + of);
    assertThat(ok).as(gate.name()).hasSize(1);
    assertThat(ok.get(0).value()).as("%s %s", said, ok).isEqualTo(said.open() ? 1 : 0);
    TreeMap<String, Double> recorded = new TreeMap<>();
    for (Told one : prometheus.told("gate:condition" + of)) {
      recorded.put(one.label("condition") + " " + one.label("tenant"), one.value());
    }
    for (GateVerdict verdict : said.verdicts()) {
      Double held = recorded.remove(verdict.condition() + " " + verdict.tenant());
      switch (verdict.outcome()) {
        case PASS -> assertThat(held).as("%s %s", gate.name(), verdict).isEqualTo(1.0);
        case FAIL -> assertThat(held).as("%s %s", gate.name(), verdict).isEqualTo(0.0);
        case NO_DATA -> assertThat(held).as("%s %s", gate.name(), verdict).isIn(0.0, null);
      }
    }
    // A tenant without a bridge has records of its own, and is not asked about.
    assertThat(recorded.keySet()).as(gate.name()).allMatch(key -> !key.endsWith(" "));
  }
}
