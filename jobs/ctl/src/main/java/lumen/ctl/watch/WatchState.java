package lumen.ctl.watch;

import lumen.cluster.ProcessId;

/**
 * What was started.
 *
 * @param prometheus its process
 * @param prometheusPort where it answers on loopback
 * @param alertmanager its process
 * @param alertmanagerPort where it answers on loopback
 */
record WatchState(
    ProcessId prometheus, int prometheusPort, ProcessId alertmanager, int alertmanagerPort) {
  String prometheusUrl() {
    return "http://127.0.0.1:" + prometheusPort;
  }

  String alertmanagerUrl() {
    return "http://127.0.0.1:" + alertmanagerPort;
  }

  /** Whether both processes live. */
  boolean lives() {
    return prometheus.alive().isPresent() && alertmanager.alive().isPresent();
  }
}
