package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;

/**
 * Services of {@code lumenctl simulate governance}, each of a seed and a name of its own, in one
 * log: good and bad revisions, a cache whose time to live is changed and measured, bills.
 *
 * @param services how many, api0, api1 and so on
 * @param days how many
 * @param seed of the first
 */
record MergedServices(int services, int days, long seed) {
  private static final Pattern TIME = Pattern.compile("\"ts\":([0-9.]+)");

  /** Writes what each is judged by; returns its lines in the order of time. */
  List<String> lines(Path folder) throws IOException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      Path log = folder.resolve("service-" + i + ".ndjson");
      CommandRun run =
          LumenctlRun.of(
              "simulate",
              "governance",
              "--days",
              Integer.toString(days),
              "--seed",
              Long.toString(seed + i),
              "--out",
              log.toString(),
              "--config-out",
              folder.resolve("config-" + i).toString());
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      for (String line : Files.readAllLines(log)) {
        all.add(
            line.replace("\"service\":\"api\"", "\"service\":\"api" + i + '"')
                .replace("\"answers\":\"api/", "\"answers\":\"api" + i + '/'));
      }
    }
    // Stable: what a service tells at one time stays in its order.
    all.sort(Comparator.comparingDouble(MergedServices::seconds));
    return all;
  }

  /** What they are judged by, which is the same for all. */
  static String config(Path folder) throws IOException {
    return Files.readString(folder.resolve("config-0/governance.yaml"));
  }

  /** The time of a line, epoch s. */
  static double seconds(String line) {
    Matcher time = TIME.matcher(line);
    assertThat(time.find()).as(line).isTrue();
    return Double.parseDouble(time.group(1));
  }
}
