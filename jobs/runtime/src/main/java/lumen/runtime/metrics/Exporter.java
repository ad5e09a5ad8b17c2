package lumen.runtime.metrics;

/** An endpoint from which Prometheus scrapes; each job has an enum of its own. */
public interface Exporter {
  /** Its port unless another is asked for. */
  int port();

  /** The path by custom; it answers on /, and on what begins with /metrics. */
  String path();
}
