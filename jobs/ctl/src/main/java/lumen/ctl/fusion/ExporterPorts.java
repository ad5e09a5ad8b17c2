package lumen.ctl.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.cluster.MetricsPorts;
import lumen.fusion.metrics.FusionExporter;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.metrics.GovernanceExporter;
import lumen.overlay.metrics.OverlayExporter;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;

/** The exporter keys of the settings, and where the metrics are then. */
public final class ExporterPorts {
  /** Where the JobManager's metrics are. */
  private static final String JOB_MANAGER_PATH = "/metrics_jobmanager";

  private static final int LAST_PORT = 65_535;

  private ExporterPorts() {}

  /** The ports that the settings name; the JobManager has the one behind that of fusion. */
  public static MetricsPorts of(LumenSettings settings) {
    int fusion = settings.fusion().exporter().httpPort();
    int bridge = settings.bridge().exporter().port();
    return new MetricsPorts(fusion, bridge, behind(fusion, bridge));
  }

  /** The other jobs' ports where none is asked for: their usual ones beside metrics of fusion. */
  private static MetricsPorts withOtherJobs(MetricsPorts ports, Optional<Path> config) {
    boolean told = ports.fusion() != 0;
    return new MetricsPorts(
        ports.fusion(),
        ports.bridge(),
        ports.jobManager(),
        told ? overlay(config) : 0,
        told ? governance(config) : 0);
  }

  private static int overlay(Optional<Path> config) {
    return config
        .map(folder -> OverlayCatalogue.CATALOGUE.read(folder).orThrow())
        .orElseGet(OverlayCatalogue::defaults)
        .file()
        .exporter()
        .port();
  }

  private static int governance(Optional<Path> config) {
    return config
        .map(folder -> GovernanceCatalogue.CATALOGUE.read(folder).orThrow())
        .orElseGet(GovernanceCatalogue::defaults)
        .exporter()
        .port();
  }

  /** The JobManager's port where none is asked for: the next one that the bridge does not have. */
  public static int behind(int fusion, int bridge) {
    int next = fusion + 1 == bridge ? fusion + 2 : fusion + 1;
    return fusion == 0 || next > LAST_PORT ? 0 : next;
  }

  /**
   * The ports that a config folder names, or those of the defaults.
   *
   * @throws CommandFailure if the folder cannot be read
   */
  public static MetricsPorts of(Optional<Path> config) {
    try {
      return withOtherJobs(
          of(config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults)), config);
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
    if (ports.overlay() != 0) {
      urls.add("http://127.0.0.1:" + ports.overlay() + OverlayExporter.OVERLAY.path());
    }
    if (ports.governance() != 0) {
      urls.add("http://127.0.0.1:" + ports.governance() + GovernanceExporter.GOVERNANCE.path());
    }
    if (ports.jobManager() != 0) {
      urls.add("http://127.0.0.1:" + ports.jobManager() + JOB_MANAGER_PATH);
    }
    return String.join("  ", urls);
  }

  private static String url(int port, FusionExporter exporter) {
    return "http://127.0.0.1:" + port + exporter.path();
  }
}
