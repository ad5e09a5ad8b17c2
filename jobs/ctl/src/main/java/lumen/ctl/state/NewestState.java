package lumen.ctl.state;

import java.io.IOException;
import lumen.cluster.ClusterDirectory;
import lumen.cluster.SavepointArgument;
import lumen.terminal.CommandFailure;
import lumen.terminal.Terminal;

/**
 * Reads what a user names, where a job may be at work: it takes a checkpoint away as soon as it has
 * newer ones, also while that is read.
 */
final class NewestState {
  /** A job that takes them away faster than they are read has to be asked for a savepoint. */
  static final int ATTEMPTS = 5;

  private NewestState() {}

  /** Reads the savepoint or checkpoint of a URI. */
  @FunctionalInterface
  interface Reading<T> {
    T of(String uri) throws IOException;
  }

  /**
   * Reads what is named; of {@code latest} the newer one, where the job has taken away the first.
   *
   * @throws CommandFailure if it cannot be read, and no newer one has come
   */
  static <T> T read(String named, ClusterDirectory cluster, Reading<T> reading) throws IOException {
    for (int attempt = 1; ; attempt++) {
      String found = SavepointArgument.find(named, cluster);
      try {
        return reading.of(found);
      } catch (CommandFailure | IOException e) {
        if (attempt == ATTEMPTS || found.equals(SavepointArgument.find(named, cluster))) {
          throw e;
        }
        Terminal.tell("the job has a newer one by now, which is read instead of " + found);
      }
    }
  }
}
