package lumen.overlay.metrics;

import lumen.runtime.metrics.Exporter;

/** The endpoint of the job on the TaskManager. */
public enum OverlayExporter implements Exporter {
  /** All of the job's metrics. */
  OVERLAY;

  @Override
  public int port() {
    return 9_312;
  }

  @Override
  public String path() {
    return "/metrics_overlay";
  }
}
