package lumen.ctl.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What came of a trial.
 *
 * @param uids uids of the jar's operators; none where it builds no graph
 * @param failure why it failed, in one line; empty where it came to its end
 * @param millis how long the job took
 */
public record TrialResult(List<String> uids, String failure, long millis) {
  public TrialResult {
    uids = List.copyOf(uids);
  }

  /** Whether the job came to its end. */
  public boolean passed() {
    return failure.isEmpty();
  }

  void write(Path file) throws IOException {
    Properties all = new Properties();
    for (int i = 0; i < uids.size(); i++) {
      all.setProperty("uid." + i, uids.get(i));
    }
    all.setProperty("failure", failure);
    all.setProperty("millis", Long.toString(millis));
    try (OutputStream out = Files.newOutputStream(file)) {
      all.store(out, null);
    }
  }

  static TrialResult read(Path file) throws IOException {
    Properties all = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in);
    }
    List<String> uids = new ArrayList<>();
    for (int i = 0; all.containsKey("uid." + i); i++) {
      uids.add(all.getProperty("uid." + i));
    }
    return new TrialResult(
        uids, all.getProperty("failure"), Long.parseLong(all.getProperty("millis")));
  }
}
