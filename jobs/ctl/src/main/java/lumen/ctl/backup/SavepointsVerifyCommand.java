package lumen.ctl.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lumen.cluster.SavepointArgument;
import lumen.cluster.SessionCluster;
import lumen.cluster.backup.SavepointCheck;
import lumen.ctl.savepoint.OperatorContents;
import lumen.ctl.savepoint.SavepointFiles;
import lumen.ctl.savepoint.SavepointReading;
import lumen.terminal.Amount;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl savepoints verify}: whether a job could go on from a savepoint. */
@Command(
    name = "verify",
    description = {
      "Looks whether all files of a savepoint are there, as they were written, and reads every state"
          + " of every operator.",
      "Exit 1 names the file that is bad, and the next older savepoint that is whole, in the words"
          + " in which `submit --from` refuses it. Of a retained checkpoint the files and their sizes"
          + " are looked at; it has no sums."
    })
final class SavepointsVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description = "Folder or URI; `latest` = the newest of this cluster.")
  private String path;

  @Option(
      names = "--json",
      description =
          "Print {\"savepoint\", \"sums\", \"operators\": [{\"operator\", \"subtasks\", \"bytes\","
              + " \"keys\", \"entries\", \"timers\", \"elements\"}]}.")
  private boolean json;

  @Override
  public Integer call() {
    String savepoint = SavepointArgument.find(path, SessionCluster.locate().directory());
    boolean sums = SavepointCheck.require(Path.of(URI.create(savepoint)));
    SavepointFiles.require(savepoint);
    List<OperatorContents> operators = SavepointReading.read(savepoint);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode root =
          Json.mapper().createObjectNode().put("savepoint", savepoint).put("sums", sums);
      root.set("operators", Json.mapper().valueToTree(operators));
      out.println(Json.text(root));
    } else {
      print(savepoint, sums, operators, out);
    }
    return ExitCode.OK;
  }

  private static void print(
      String savepoint, boolean sums, List<OperatorContents> operators, PrintWriter out) {
    TextTable table =
        new TextTable("operator", "subtasks", "size", "keys", "values", "timers", "in lists");
    for (OperatorContents one : operators) {
      table.row(
          one.operator(),
          one.subtasks(),
          Amount.bytes(one.bytes()),
          one.keys() < 0 ? "not read" : one.keys(),
          one.entries() < 0 ? "not read" : one.entries(),
          one.timers(),
          one.elements());
    }
    table.print(out);
    out.printf(
        "%s: all files are there%s%n",
        savepoint, sums ? " and as they were written" : " with their sizes; it has no SHA256SUMS");
  }
}
