package lumen.watch.trespass;

import lumen.cluster.MetricsPorts;

/** Breaks the wall of lumen.watch. */
public final class KnowsACluster {
  private KnowsACluster() {}

  /** Asks the cluster itself. */
  public static int port() {
    return MetricsPorts.NONE.fusion();
  }
}
