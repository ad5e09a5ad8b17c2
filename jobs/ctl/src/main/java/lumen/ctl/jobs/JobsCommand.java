package lumen.ctl.jobs;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.Checkpoint;
import lumen.cluster.job.CheckpointCounts;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.terminal.Amount;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl jobs}: the jobs of the session cluster, judged by the tasks that run. */
@Command(name = "jobs", description = "Lists the jobs of the session cluster, newest first.")
public final class JobsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    RestClient rest = SessionCluster.locate().rest();
    List<Line> lines = new ArrayList<>();
    for (JobStatus job : rest.jobs()) {
      lines.add(line(rest, job));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(lines));
    } else if (lines.isEmpty()) {
      out.println("no jobs");
    } else {
      print(lines, out);
    }
    return ExitCode.OK;
  }

  /**
   * One job.
   *
   * @param records that left its sources in this attempt
   * @param checkpointMillis when the newest checkpoint was complete, since the epoch; 0 if there is
   *     none
   */
  record Line(
      String id,
      String name,
      String state,
      String tasks,
      boolean healthy,
      long uptimeMillis,
      long records,
      int checkpoints,
      int checkpointsFailed,
      long checkpointMillis,
      String checkpointPath) {}

  private static Line line(RestClient rest, JobStatus job) {
    CheckpointCounts counts = rest.checkpoints(job.id());
    return new Line(
        job.id(),
        job.name(),
        job.state(),
        job.words(),
        job.healthy(),
        job.durationMillis(),
        rest.job(job.id()).map(JobDetail::sourceRecords).orElse(0L),
        counts.completed(),
        counts.failed(),
        counts.latest().map(Checkpoint::completedMillis).orElse(0L),
        counts.latest().map(Checkpoint::path).orElse(""));
  }

  private static void print(List<Line> lines, PrintWriter out) {
    TextTable table = new TextTable("id", "name", "tasks", "up", "records", "last checkpoint");
    for (Line line : lines) {
      table.row(
          line.id(),
          line.name(),
          line.tasks(),
          Amount.duration(line.uptimeMillis()),
          Amount.count(line.records()),
          line.checkpointMillis() == 0
              ? "none"
              : Amount.duration(System.currentTimeMillis() - line.checkpointMillis()) + " ago");
    }
    table.print(out);
  }
}
