package lumen.governance.metrics;

import lumen.runtime.metrics.Exporter;

/** The endpoint of the job on the TaskManager. */
public enum GovernanceExporter implements Exporter {
  /** All of the job's metrics. */
  GOVERNANCE;

  @Override
  public int port() {
    return 9_313;
  }

  @Override
  public String path() {
    return "/metrics_governance";
  }
}
