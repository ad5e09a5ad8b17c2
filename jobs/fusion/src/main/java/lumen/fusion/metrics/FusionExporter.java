package lumen.fusion.metrics;

import lumen.runtime.metrics.Exporter;

/** The two endpoints on the TaskManager. */
public enum FusionExporter implements Exporter {
  /** Fusion, evidence, reference engine, and the job's own metrics. */
  FUSION(9310, "/metrics_fusion"),
  /** The bridge. */
  BRIDGE(9306, "/metrics_bridge");

  private final int port;
  private final String path;

  FusionExporter(int port, String path) {
    this.port = port;
    this.path = path;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String path() {
    return path;
  }
}
