package lumen.ctl.serve;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lumen.serve.Verdicts;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.watch.gate.Gate;
import lumen.watch.gate.GateReading;
import lumen.watch.gate.Gates;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.slo.Objective;

/**
 * Asks a Prometheus what {@code lumenctl gate} asks it.
 *
 * @param url its address
 * @param gates those that there are
 */
record PrometheusVerdicts(URI url, Gates gates) implements Verdicts {
  @Override
  public String objectives() throws IOException {
    return told(() -> Map.of("objectives", Objective.all(new Prometheus(url))));
  }

  @Override
  public Optional<String> gate(String name) throws IOException {
    Gate gate = gates.gates().get(name);
    return gate == null
        ? Optional.empty()
        : Optional.of(told(() -> GateReading.of(gate, new Prometheus(url), Optional.empty())));
  }

  private static String told(Supplier<Object> answer) throws IOException {
    try {
      return Json.mapper().writeValueAsString(answer.get());
    } catch (CommandFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
