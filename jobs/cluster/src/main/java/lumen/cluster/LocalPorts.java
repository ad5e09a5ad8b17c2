package lumen.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * The ports of an embedded cluster, which this process alone is to use. Flink opens them on every
 * address of the machine and takes jars there; none of that can be turned off but by what is set
 * here.
 */
public final class LocalPorts {
  private static final String LOOPBACK = "127.0.0.1";

  private LocalPorts() {}

  /** Binds them to loopback, and has REST take neither jars nor cancellations. */
  public static void close(Configuration configuration) {
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.CANCEL_ENABLE, false);
  }
}
