package lumen.cluster.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/**
 * How the local broker is.
 *
 * @param running whether its process lives
 * @param ready whether it answers
 * @param bootstrap where clients reach it, empty if it was not started
 * @param pid its process, 0 if it was not started
 * @param uptimeMillis 0 where it does not live
 * @param topics its topics, none where it does not answer
 */
record BrokerStatus(
    boolean running,
    boolean ready,
    String bootstrap,
    long pid,
    long uptimeMillis,
    String folder,
    List<Topics.Line> topics) {
  private static final int CONNECT_MILLIS = 1_000;

  static BrokerStatus of(BrokerFolder folder) {
    String root = folder.root().toString();
    Optional<BrokerState> known = folder.state();
    if (known.isEmpty()) {
      return new BrokerStatus(false, false, "", 0, 0, root, List.of());
    }
    BrokerState state = known.get();
    boolean running = state.process().alive().isPresent();
    boolean ready = running && listens(state.port());
    return new BrokerStatus(
        running,
        ready,
        state.bootstrap(),
        state.process().pid(),
        running ? System.currentTimeMillis() - state.process().startMillis() : 0,
        root,
        ready ? Topics.list(state.bootstrap()) : List.of());
  }

  /** Whether somebody takes connections on a port of loopback. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
