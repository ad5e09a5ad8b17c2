package lumen.ctl.serve;

import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lumen.serve.FiringAlert;
import lumen.serve.Verdicts;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.watch.gate.Gate;
import lumen.watch.gate.GateReading;
import lumen.watch.gate.Gates;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.prometheus.Prometheus.Told;
import lumen.watch.slo.Objective;

/**
 * Asks a Prometheus what {@code lumenctl gate} asks it.
 *
 * @param url its address
 * @param gates those that there are
 */
record PrometheusVerdicts(URI url, Gates gates) implements Verdicts {
  private static final String FIRING =
      "ALERTS{alertstate=\"firing\",severity=~\"critical|warning\"}";

  /** Labels that tell what an alert is about, where that is no tenant. */
  private static final List<String> ABOUT =
      List.of("source", "task_name", "job_name", "job", "instance");

  @Override
  public String objectives() throws IOException {
    return told(() -> Map.of("objectives", Objective.all(new Prometheus(url))));
  }

  @Override
  public List<FiringAlert> firing() throws IOException {
    try {
      return new Prometheus(url)
          .told(FIRING).stream()
              .map(PrometheusVerdicts::firing)
              .sorted(
                  Comparator.comparing(FiringAlert::severity)
                      .thenComparing(FiringAlert::name)
                      .thenComparing(FiringAlert::tenant)
                      .thenComparing(FiringAlert::about))
              .toList();
    } catch (CommandFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static FiringAlert firing(Told alert) {
    String about =
        ABOUT.stream().map(alert::label).filter(text -> !text.isEmpty()).findFirst().orElse("");
    return new FiringAlert(
        alert.label("alertname"), alert.label("severity"), alert.label("tenant"), about);
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
