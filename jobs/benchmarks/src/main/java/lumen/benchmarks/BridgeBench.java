package lumen.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.fusion.bridge.BridgePlan;
import lumen.fusion.settings.LumenSettings;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how the bridge locks, follows and holds over, with the shipped settings, references made
 * from seeds, and no clock but event time: the same table on every machine.
 */
@Command(
    name = "bridge",
    mixinStandardHelpOptions = true,
    description = {
      "Drive bridges of the shipped settings with references made from seeds, and show how they",
      "lock, follow and hold over, beside the bars they are held to. Exit code 1: a bar is missed."
    })
public final class BridgeBench implements Callable<Integer> {
  private static final String MARK = "<!-- scripts/benchmark bridge -->";

  @Spec private CommandSpec spec;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put the table in the place that this page has for it.")
  private Optional<Path> page = Optional.empty();

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BridgeBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    BridgeMeasures measures = new BridgeMeasures(BridgePlan.of(LumenSettings.defaults()).bridge());
    List<BridgeRow> rows = new ArrayList<>(measures.all());
    rows.addAll(MarginRows.of(LumenSettings.defaults()));
    PrintWriter out = spec.commandLine().getOut();
    String table = table(rows);
    out.print(table);
    out.flush();
    if (page.isPresent()) {
      write(page.get(), table);
    }
    return rows.stream().allMatch(BridgeRow::met) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String table(List<BridgeRow> rows) {
    StringBuilder text = new StringBuilder("| what | found | bar | |\n|---|---|---|---|\n");
    for (BridgeRow row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s |%n",
              row.what(),
              row.found(),
              row.bar(),
              row.met() ? "met" : "**missed**"));
    }
    return text.toString();
  }

  private static void write(Path file, String table) throws IOException {
    String text = Files.readString(file);
    int from = text.indexOf(MARK);
    int to = text.indexOf(MARK, from + MARK.length());
    if (from < 0 || to < 0) {
      throw CommandFailure.usage("must have two lines " + MARK + ": " + file);
    }
    Files.writeString(
        file, text.substring(0, from + MARK.length()) + "\n" + table + text.substring(to));
  }
}
