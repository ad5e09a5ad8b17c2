package lumen.rig;

import java.util.List;
import java.util.Locale;

/** Writes the configuration that suits a rig. */
final class RigConfig {
  private RigConfig() {}

  static String sensorsYaml(List<Story> stories) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Sensors of the simulated rig.\n");
    yaml.append("sources:\n");
    yaml.append("  ure: {role: ure}\n");
    for (Story story : stories) {
      for (Sensor sensor : story.sensors()) {
        yaml.append("  ").append(sensor.source()).append(": {role: sensor");
        yaml.append(", weight: ").append(sensor.weight());
        append(yaml, sensor);
        yaml.append("}\n");
      }
    }
    return yaml.append("unknown_sources: accept\n").toString();
  }

  private static void append(StringBuilder yaml, Sensor sensor) {
    if (sensor.kind() == Sensor.Kind.TAPS) {
      yaml.append(", interpolation: onset");
    } else {
      yaml.append(String.format(Locale.ROOT, ", rate_hz: %.0f", sensor.rateHz()));
    }
    Sensor.Clock clock = sensor.clock();
    if (!clock.equals(Sensor.Clock.TRUE)) {
      yaml.append(", clock: {mode: fixed, offset_s: ").append(clock.offsetS());
      yaml.append(", ppm: ").append(clock.ppm()).append('}');
    }
  }
}
