package lumen.ctl.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The newest time in a file of lines that begin with theirs. */
final class NewestTime {
  private static final String TIME = "{\"ts\":";

  private NewestTime() {}

  /** Epoch seconds; 0 where there is no line. */
  static BigDecimal of(Path file) throws IOException {
    BigDecimal newest = BigDecimal.ZERO;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf(',');
        if (line.startsWith(TIME) && end > 0) {
          newest = newest.max(new BigDecimal(line.substring(TIME.length(), end)));
        }
      }
    }
    return newest;
  }
}
