package lumen.ctl.drill;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The drill of the live inputs in a minute: each fault once or twice. */
@Timeout(300)
class LiveFaultsITCase {
  private static final long SEED = 20;
  private static final int SECONDS = 60;
  private static final double REST_S = 5.5;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  @Test
  void everyMessageIsAccountedForThroughFaultsOfEverySource() throws Exception {
    DrillResult result = new LiveFaults(temp, SEED, SECONDS, REST_S).run();
    System.out.println(result.rows() + result.oscState());
    result.accountsForEveryMessage();
    result.showsEveryFault();
  }
}
