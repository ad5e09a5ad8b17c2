package lumen.ctl.prune;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lumen.cluster.SessionCluster;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.audit.AuditedAct;
import lumen.ctl.prune.Pruning.Fate;
import lumen.ctl.prune.Pruning.Outcome;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl prune}: deletes what is older than its retention. */
@Command(
    name = "prune",
    description = {
      "Delete recordings, evidence, savepoints and changes of version that are older than their"
          + " days: first shows what it would delete, and deletes with --yes only.",
      "Recordings are folders made by capture or ingest (manifest.json); one that is being written"
          + " loses older parts, never the newest. Evidence goes by its day, a savepoint by its"
          + " _metadata. Nothing else is touched, no symbolic link is followed.",
      "Of each job the newest savepoint stays, and one that a job was begun from; so do the last"
          + " of all and the last of each day, as many as are told.",
      "Changes of version (upgrades/, versions/) are kept as long as savepoints; those that led to"
          + " a job that lives stay, and so do the jars that a change that stays names.",
      "Each deletion is first written to DIR/prune-audit.ndjson: ts, path, kind, age_days, bytes,"
          + " rule; one line for all of them goes to the cluster's audit.ndjson."
    })
public final class PruneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders to look through.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "Config folder whose retention holds where no option says [14, 30, 60 days; 20, 14].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--captures-days",
      paramLabel = "N",
      description = "Days that recordings are kept.")
  private Optional<Integer> capturesDays = Optional.empty();

  @Option(
      names = "--evidence-days",
      paramLabel = "N",
      description = "Days that evidence is kept, from the end of its day.")
  private Optional<Integer> evidenceDays = Optional.empty();

  @Option(
      names = "--savepoints-days",
      paramLabel = "N",
      description = "Days that savepoints are kept.")
  private Optional<Integer> savepointsDays = Optional.empty();

  @Option(
      names = "--savepoints-keep-last",
      paramLabel = "N",
      description = "So many savepoints of each job are kept longer, the newest.")
  private Optional<Integer> savepointsKeepLast = Optional.empty();

  @Option(
      names = "--savepoints-keep-daily",
      paramLabel = "N",
      description = "Of so many days on which a job left some, its last is kept longer.")
  private Optional<Integer> savepointsKeepDaily = Optional.empty();

  @Option(names = "--yes", description = "Delete.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final Clock clock;

  /** The command as lumenctl runs it. */
  public PruneCommand() {
    this(Clock.systemUTC());
  }

  /** The command at a given time. */
  PruneCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Retention retention = retention();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw CommandFailure.usage("must be a folder: " + folder);
      }
    }
    Instant now = clock.instant();
    Pruning pruning = new Pruning(retention, now);
    List<Outcome> outcomes = pruning.plan(folders);
    if (yes) {
      outcomes = pruning.carryOut(outcomes);
      audit(outcomes);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(asJson(outcomes, retention, now)));
    } else {
      print(outcomes, now, out);
    }
    out.flush();
    return failures(outcomes);
  }

  /** One line for all; what became of each thing stands in the audit of its folder. */
  private void audit(List<Outcome> outcomes) {
    AuditedAct act = AuditLog.in(SessionCluster.locate().directory().root()).begin("prune");
    act.about(
        "folders",
        folders.stream()
            .map(folder -> folder.toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(", ")));
    long deleted =
        outcomes.stream()
            .filter(o -> o.fate() == Fate.DELETED || o.fate() == Fate.DELETED_BUT_FOLDER)
            .count();
    long failed = outcomes.stream().filter(o -> o.fate() == Fate.FAILED).count();
    act.about("deleted", Long.toString(deleted));
    if (failed == 0) {
      act.done();
    } else {
      act.failed("%d could not be deleted".formatted(failed));
    }
  }

  private Retention retention() {
    FusionFile.Retention usual;
    try {
      usual =
          config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults).fusion().retention();
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    return new Retention(
        capturesDays.orElse(usual.capturesDays()),
        evidenceDays.orElse(usual.evidenceDays()),
        savepointsDays.orElse(usual.savepointsDays()),
        savepointsKeepLast.orElse(usual.savepointsKeepLast()),
        savepointsKeepDaily.orElse(usual.savepointsKeepDaily()));
  }

  private int failures(List<Outcome> outcomes) {
    List<Outcome> failed = outcomes.stream().filter(o -> o.fate() == Fate.FAILED).toList();
    for (Outcome outcome : failed) {
      spec.commandLine()
          .getErr()
          .println(
              "lumenctl: could not be deleted: "
                  + outcome.stored().path()
                  + ": "
                  + outcome.error());
    }
    return failed.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Map<String, Object> asJson(List<Outcome> outcomes, Retention retention, Instant now) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("path", outcome.stored().path().toString());
      item.put("kind", outcome.stored().kind().code());
      item.put("ageDays", Math.floor(outcome.stored().ageDays(now) * 100) / 100);
      item.put("bytes", outcome.stored().bytes());
      item.put("rule", retention.rule(outcome.stored().kind()));
      item.put("fate", outcome.fate().name().toLowerCase(Locale.ROOT));
      if (!outcome.kept().isEmpty()) {
        item.put("kept", outcome.kept());
      }
      if (!outcome.error().isEmpty()) {
        item.put("error", outcome.error());
      }
      items.add(item);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("dryRun", !yes);
    all.put("items", items);
    return all;
  }

  private void print(List<Outcome> outcomes, Instant now, PrintWriter out) {
    TextTable table = new TextTable("WHAT", "AGE", "SIZE", yes ? "DELETED" : "DELETE", "WHERE");
    long bytes = 0;
    int over = 0;
    for (Outcome outcome : outcomes) {
      Stored stored = outcome.stored();
      table.row(
          stored.kind().code(),
          String.format(Locale.ROOT, "%.1f d", stored.ageDays(now)),
          Amount.bytes(stored.bytes()),
          outcome.kept().isEmpty() ? word(outcome.fate()) : "no, " + outcome.kept(),
          outcome.root().equals(stored.path()) ? "." : outcome.root().relativize(stored.path()));
      if (outcome.fate() != Fate.KEPT && outcome.fate() != Fate.FAILED) {
        over++;
        bytes += stored.bytes();
      }
    }
    if (!outcomes.isEmpty()) {
      table.print(out);
    }
    out.printf(
        Locale.ROOT,
        "%d of %d %s, %s%s%n",
        over,
        outcomes.size(),
        yes ? "deleted" : "would be deleted",
        Amount.bytes(bytes),
        !yes && over > 0 ? "; --yes deletes" : "");
  }

  private static String word(Fate fate) {
    return switch (fate) {
      case KEPT -> "no";
      case WOULD_BE_DELETED, DELETED -> "yes";
      case DELETED_BUT_FOLDER -> "yes, others stay";
      case FAILED -> "FAILED";
    };
  }
}
