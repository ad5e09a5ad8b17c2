package lumen.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.terminal.CommandFailure;

/** A recording whose tenants are copies of the beginning of another, as long as that one. */
final class TenantCopies {
  private TenantCopies() {}

  /**
   * Writes every line of the first part once for each tenant, {@code t1} and so on.
   *
   * @param from recording without {@code meta}
   */
  static void write(Path from, Path to, int tenants) throws IOException {
    long bytes = Files.size(from) / tenants;
    try (BufferedReader in = Files.newBufferedReader(from);
        Writer out = Files.newBufferedWriter(to)) {
      String line = in.readLine();
      for (long read = 0; line != null && read < bytes; line = in.readLine()) {
        read += line.length() + 1;
        for (int tenant = 1; tenant <= tenants; tenant++) {
          out.write(of(line, tenant));
          out.write('\n');
        }
      }
    }
  }

  /** The same event of a tenant. */
  static String of(String line, int tenant) {
    if (!line.endsWith("}") || line.contains("\"meta\"")) {
      throw CommandFailure.usage(
          "--tenants must be given a recording of one tenant, a JSON object a line, without meta: "
              + line);
    }
    return line.substring(0, line.length() - 1) + ",\"meta\":{\"tenant\":\"t" + tenant + "\"}}";
  }
}
