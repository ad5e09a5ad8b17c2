package lumen.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;

/**
 * A finished run as a bench would have sampled it: at each sample time the newest frame and the
 * newest tick since the one before, by tenant.
 */
final class BenchFromRun {
  /** Logs of a run that hold metrics. */
  static final List<String> LOGS = List.of("frames.ndjson", "control.ndjson");

  private final long everyMicros;
  private final double windowS;

  /** By sample, tenant and log. */
  private final Map<Long, Map<String, Map<String, Map<String, Double>>>> samples = new TreeMap<>();

  /**
   * No samples yet.
   *
   * @param everyS seconds between samples
   * @param windowS window of the bridge's statistics
   */
  BenchFromRun(double everyS, double windowS) {
    this.everyMicros = Math.max(1, Math.round(everyS * 1e6));
    this.windowS = windowS;
  }

  /**
   * Reads the logs that a run left.
   *
   * @throws CommandFailure if there is none
   */
  void read(Path folder) {
    List<String> found = LOGS.stream().filter(log -> Files.exists(folder.resolve(log))).toList();
    if (found.isEmpty()) {
      throw CommandFailure.usage(
          "must hold " + String.join(" or ", LOGS) + " of a finished run: " + folder);
    }
    for (String log : found) {
      ControlPhases phases = new ControlPhases(windowS);
      FlatLines.read(folder.resolve(log), line -> take(log, line, phases));
    }
  }

  private void take(String log, FlatLine line, ControlPhases phases) {
    Map<String, Double> values = PlainValues.of(line, phases);
    if (!values.isEmpty()) {
      long sample = -Math.floorDiv(-ControlPhases.micros(line), everyMicros);
      samples
          .computeIfAbsent(sample, s -> new TreeMap<>())
          .computeIfAbsent(line.text("tenant"), t -> new TreeMap<>())
          .put(log, values);
    }
  }

  /** Sample times. */
  int size() {
    return samples.size();
  }

  /** Writes all samples in the order of time. */
  void write(BenchLog log) throws IOException {
    for (Map.Entry<Long, Map<String, Map<String, Map<String, Double>>>> sample :
        samples.entrySet()) {
      Map<String, Map<String, Double>> merged = new TreeMap<>();
      sample
          .getValue()
          .forEach(
              (tenant, logs) -> {
                Map<String, Double> values = new TreeMap<>();
                logs.values().forEach(values::putAll);
                merged.put(tenant, values);
              });
      log.write(sample.getKey() * everyMicros, merged);
    }
  }
}
