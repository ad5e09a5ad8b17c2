package lumen.ctl.config;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lumen.ctl.fusion.KindOption;
import lumen.settings.ConfigExplain;
import lumen.settings.Explanation;
import lumen.settings.SettingsException;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl config explain}: every value in force, its origin, and what follows. */
@Command(
    name = "explain",
    description = {
      "Shows every value in force, whether it is a default or from which file and line it comes,",
      "and what follows from the values, such as the delay of a frame."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private KindOption kind;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Explanation explanation = ConfigExplain.explain(kind.kind().catalogue(), config.folder());
      if (json) {
        out.println(Json.text(explanation.json()));
      } else {
        out.print(explanation.text());
      }
      out.flush();
      return ExitCode.OK;
    } catch (SettingsException e) {
      e.findings().forEach(finding -> spec.commandLine().getErr().println(finding));
      return ExitCode.USAGE;
    }
  }
}
