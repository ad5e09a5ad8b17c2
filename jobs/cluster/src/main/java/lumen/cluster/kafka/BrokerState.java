package lumen.cluster.kafka;

import lumen.cluster.ProcessId;

/**
 * A broker that was started.
 *
 * @param process its process
 * @param port where clients reach it on loopback
 */
record BrokerState(ProcessId process, int port) {
  String bootstrap() {
    return "127.0.0.1:" + port;
  }
}
