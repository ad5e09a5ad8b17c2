package lumen.ctl.drill;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The drill of the live inputs for the minutes of {@code -Dlumen.drill.minutes}, 10 by default. */
@Tag("drill")
class LiveFaultsDrill {
  private static final double REST_S = 8;

  /** In a single minute. */
  private static final double SHORT_REST_S = 5.5;

  private static final int MINUTE_S = 60;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path temp;

  @Test
  void everyMessageIsAccountedForThroughFaultsOfEverySource() throws Exception {
    long seed = Long.getLong("lumen.drill.seed", 3);
    int seconds = MINUTE_S * Integer.getInteger("lumen.drill.minutes", 10);
    System.out.println("seed " + seed + ", " + seconds + " s");
    double restS = seconds > MINUTE_S ? REST_S : SHORT_REST_S;
    DrillResult result = new LiveFaults(temp, seed, seconds, restS).run();
    System.out.println("rows for docs/drills.md:\n" + result.rows() + result.oscState());
    result.accountsForEveryMessage();
    result.showsEachSideAlone();
    result.showsEveryFault();
  }
}
