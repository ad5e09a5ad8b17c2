package lumen.ctl.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import lumen.cluster.ClusterDirectory;
import lumen.cluster.SessionCluster;
import lumen.serve.kept.Snapshot;
import lumen.serve.kept.Snapshots;
import lumen.terminal.Amount;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl savepoints list}: what {@code /v1/snapshots} of {@code serve} tells. */
@Command(
    name = "list",
    description = {
      "Lists savepoints and retained checkpoints in the cluster's folder, newest first.",
      "It need not run. --json prints what `serve` answers at /v1/snapshots."
    })
final class SavepointsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ClusterDirectory directory = SessionCluster.locate().directory();
    List<Snapshot> all = new Snapshots(directory.savepoints(), directory.checkpoints()).all();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(all));
    } else if (all.isEmpty()) {
      out.println("no savepoint and no checkpoint lies in " + directory.root());
    } else {
      TextTable table = new TextTable("made (UTC)", "kind", "job", "size", "name");
      for (Snapshot one : all) {
        table.row(
            Instant.ofEpochMilli(one.made()).truncatedTo(ChronoUnit.SECONDS),
            one.last() ? one.kind() + ", final" : one.kind(),
            one.job(),
            Amount.bytes(one.bytes()),
            one.name());
      }
      table.print(out);
    }
    return ExitCode.OK;
  }
}
