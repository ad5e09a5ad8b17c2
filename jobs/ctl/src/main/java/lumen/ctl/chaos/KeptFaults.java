package lumen.ctl.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;
import lumen.watch.kept.JudgedJar;
import lumen.watch.kept.KeptVerdict;
import lumen.watch.kept.VerdictFolder;

/** Keeps what came of faults where the gates look for it, as verdicts on the built jar. */
final class KeptFaults {
  private KeptFaults() {}

  /**
   * Keeps them.
   *
   * @param verdicts by the name of the fault
   */
  static void keep(Path folder, Map<String, FaultVerdict> verdicts) {
    Instant now = InstantSource.system().instant();
    try {
      JudgedJar jar = JudgedJar.of(LumenHome.locate().jobsJar());
      VerdictFolder kept = new VerdictFolder(folder);
      for (Map.Entry<String, FaultVerdict> one : new TreeMap<>(verdicts).entrySet()) {
        kept.keep(KeptVerdict.onFault(one.getKey(), now, one.getValue().name(), jar));
      }
    } catch (IOException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }
}
