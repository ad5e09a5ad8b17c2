package lumen.ctl.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.cluster.MetricsPorts;
import lumen.fusion.metrics.FusionExporter;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;

/** The exporter keys of the settings, and where the metrics are then. */
public final class ExporterPorts {
  private ExporterPorts() {}

  /** The ports that the settings name. */
  public static MetricsPorts of(LumenSettings settings) {
    return new MetricsPorts(
        settings.fusion().exporter().httpPort(), settings.bridge().exporter().port());
  }

  /**
   * The ports that a config folder names, or those of the defaults.
   *
   * @throws CommandFailure if the folder cannot be read
   */
  public static MetricsPorts of(Optional<Path> config) {
    try {
      return of(config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults));
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /** Where the metrics are served, for a person; empty if nowhere. */
  public static String urls(MetricsPorts ports) {
    List<String> urls = new ArrayList<>();
    if (ports.fusion() != 0) {
      urls.add(url(ports.fusion(), FusionExporter.FUSION));
    }
    if (ports.bridge() != 0) {
      urls.add(url(ports.bridge(), FusionExporter.BRIDGE));
    }
    return String.join("  ", urls);
  }

  private static String url(int port, FusionExporter exporter) {
    return "http://127.0.0.1:" + port + exporter.path();
  }
}
