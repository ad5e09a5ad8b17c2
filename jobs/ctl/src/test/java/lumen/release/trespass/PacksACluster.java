package lumen.release.trespass;

import lumen.cluster.MetricsPorts;

/** Breaks the wall of lumen.release. */
public final class PacksACluster {
  private PacksACluster() {}

  /** Asks the cluster itself. */
  public static int port() {
    return MetricsPorts.NONE.bridge();
  }
}
