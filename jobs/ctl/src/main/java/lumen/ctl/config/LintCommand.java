package lumen.ctl.config;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lumen.ctl.ExitCode;
import lumen.ctl.Json;
import lumen.fusion.settings.ConfigLint;
import lumen.fusion.settings.LintReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl config lint}: everything that is wrong with a config folder. */
@Command(
    name = "lint",
    description = {
      "Checks the files of a config folder and reports everything at once, as",
      "file:line:column key: what would be accepted, what is there.",
      "Exits with 2 if there is an error; warnings alone exit with 0."
    })
public final class LintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    LintReport report = ConfigLint.lint(config.folder());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(report.json()));
    } else {
      out.print(report.text());
    }
    out.flush();
    return report.ok() ? ExitCode.OK : ExitCode.USAGE;
  }
}
