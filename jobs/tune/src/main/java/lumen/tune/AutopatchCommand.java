package lumen.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lumen.settings.LintReport;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import lumen.tune.PatchPlan.Edited;
import lumen.tune.PatchPlan.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl autopatch}: applies a patch to the YAML files of a config folder. */
@Command(
    name = "autopatch",
    description = {
      "Apply a patch of `bench analyze` or `autotune` to a config folder: shows the difference, and"
          + " writes with --yes only.",
      "Comments, order, quotes and line ends stay. Nothing is written if a key no longer holds what"
          + " the patch was made for, or if lint finds an error in the result. The former text is"
          + " kept as FILE.bak."
    })
public final class AutopatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATCH",
      description = "JSON list of {file, key, from, to, why}; to may be \"+10 %%\" or \"+8 ms\".")
  private Path patch;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--yes", description = "Write.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Write nothing, as without --yes.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (yes && dryRun) {
      throw CommandFailure.usage("must be one of both: --yes --dry-run");
    }
    PatchPlan plan;
    try {
      plan = PatchPlan.of(config.folder(), PatchFile.read(patch));
    } catch (SettingsException e) {
      e.findings().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }
    PrintWriter err = spec.commandLine().getErr();
    if (!plan.problems().isEmpty()) {
      plan.problems().forEach(problem -> err.println("lumenctl: " + patch + problem));
      return ExitCode.FAILED;
    }
    LintReport lint = plan.lint();
    if (!lint.ok()) {
      err.print(plan.diff());
      lint.findings().forEach(err::println);
      err.println("lumenctl: the result must be without errors: nothing is written");
      return ExitCode.USAGE;
    }
    List<Path> backups = yes ? PatchWriter.write(plan.changed()) : List.of();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(asJson(plan, backups)));
    } else {
      print(plan, lint, backups, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void print(PatchPlan plan, LintReport lint, List<Path> backups, PrintWriter out) {
    TextTable table = new TextTable("FILE", "KEY", "FROM", "TO", "");
    for (Step step : plan.steps()) {
      table.row(
          step.change().file().fileName(),
          step.change().key(),
          step.applied() ? step.change().from().orElse(step.now()).text() : step.now().text(),
          step.then().text(),
          word(step));
    }
    if (!plan.steps().isEmpty()) {
      table.print(out);
    }
    out.print(plan.diff());
    lint.findings().forEach(out::println);
    if (plan.changed().isEmpty()) {
      out.println("nothing to change");
    } else if (yes) {
      plan.changed().forEach(edited -> out.println("written  " + edited.path()));
      backups.forEach(backup -> out.println("backup   " + backup));
    } else {
      out.println("nothing is written; --yes writes");
    }
  }

  private String word(Step step) {
    if (step.applied()) {
      return "already applied";
    }
    return yes ? "applied" : "to apply";
  }

  private ObjectNode asJson(PatchPlan plan, List<Path> backups) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("dry_run", !yes);
    ArrayNode changes = root.putArray("changes");
    for (Step step : plan.steps()) {
      ObjectNode change = changes.addObject();
      change.put("file", step.change().file().fileName());
      change.put("key", step.change().key());
      change.set("from", step.now().json());
      change.set("to", step.then().json());
      change.put("state", word(step).replace(' ', '_'));
    }
    ArrayNode written = root.putArray("written");
    ArrayNode kept = root.putArray("backups");
    if (yes) {
      plan.changed().stream().map(Edited::path).forEach(path -> written.add(path.toString()));
      backups.forEach(backup -> kept.add(backup.toString()));
    }
    return root.put("diff", plan.diff());
  }
}
