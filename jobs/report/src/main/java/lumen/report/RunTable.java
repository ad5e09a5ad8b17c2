package lumen.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lumen.terminal.Wrapped;

/** The result of a run for the terminal, at most 100 columns wide. */
public final class RunTable {
  private static final int MOST_TENANTS = 20;
  private static final int MOST_TIMELINES = 6;
  private static final int WIDTH = 100;
  private static final List<String> FIRST =
      List.of(
          "frames.ndjson",
          "channels.ndjson",
          "now.ndjson",
          "control.ndjson",
          "evidence.ndjson",
          "rejects.ndjson",
          "late.ndjson");

  private final RunFigures run;
  private final PrintWriter out;

  private RunTable(RunFigures run, PrintWriter out) {
    this.run = run;
    this.out = out;
  }

  /**
   * Prints the table.
   *
   * @param report where the HTML report was written
   */
  public static void print(RunFigures run, Optional<Path> report, PrintWriter out) {
    RunTable table = new RunTable(run, out);
    List<String> notes = run.summary().map(RunSummary::notes).orElse(List.of());
    boolean first = !notes.isEmpty() && run.summary().orElseThrow().littleUsed();
    if (first) {
      Wrapped.print("note: ", notes.get(0), out);
      out.println();
    }
    table.tenants();
    BridgeTable.print(run, out);
    LevelTable.print(run, out);
    table.timelines();
    table.beside();
    table.accounts();
    table.files(report);
    notes.stream().skip(first ? 1 : 0).forEach(note -> Wrapped.print("note: ", note, out));
  }

  private void tenants() {
    out.printf(
        Locale.ROOT,
        "%-16s %8s %9s %10s %8s %8s %8s  %s%n",
        "tenant",
        "frames",
        "coherence",
        "phase diff",
        "harmony",
        "entropy",
        "sync q.",
        "modes");
    int shown = 0;
    for (TenantFigures tenant : run.tenants()) {
      if (shown++ < MOST_TENANTS) {
        row(tenant);
      }
    }
    if (shown > MOST_TENANTS) {
      out.printf(Locale.ROOT, "... and %,d more tenants%n", shown - MOST_TENANTS);
    }
    out.println("(medians; phase difference in cycles)");
  }

  private void row(TenantFigures tenant) {
    List<String> modes = new ArrayList<>();
    for (RunMode mode : RunMode.values()) {
      long frames = tenant.modes().frames(mode);
      if (frames > 0) {
        double share = 100.0 * (double) frames / (double) tenant.frames();
        modes.add(String.format(Locale.ROOT, "%s %.0f%%", mode.wireName(), share));
      }
    }
    out.printf(
        Locale.ROOT,
        "%-16s %,8d %9s %10s %8s %8s %8s  %s%n",
        plain(tenant.tenant(), 16),
        tenant.frames(),
        decimal(tenant.median(Figure.COHERENCE)),
        decimal(tenant.median(Figure.PHASE_DIFF)),
        decimal(tenant.median(Figure.HARMONY)),
        decimal(tenant.median(Figure.ENTROPY_RATIO)),
        decimal(tenant.median(Figure.SYNC_QUALITY)),
        modes.isEmpty() ? "-" : modes.get(0));
    for (int i = 1; i < modes.size(); i++) {
      out.println(" ".repeat(75) + modes.get(i));
    }
  }

  private void timelines() {
    int shown = 0;
    for (TenantFigures tenant : run.tenants()) {
      if (tenant.curves() && shown++ < MOST_TIMELINES) {
        out.println();
        Timeline.of(tenant, run).forEach(out::println);
      }
    }
    if (shown > 0) {
      out.println(letters());
    }
  }

  private static String letters() {
    return Stream.of(RunMode.values())
        .map(mode -> mode.letter() + " " + mode.title())
        .collect(Collectors.joining(", ", "(modes: ", ")"));
  }

  private void beside() {
    List<FoundBesideTrue.Row> rows = FoundBesideTrue.of(run);
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.printf(
        Locale.ROOT, "%-14s %-46s %9s %9s %11s%n", "", "figure", "found", "true", "difference");
    for (FoundBesideTrue.Row row : rows) {
      String verdict = row.agrees() == null || row.agrees() ? "" : " !";
      out.printf(
          Locale.ROOT,
          "%-14s %-46s %9s %9s %11s%s%n",
          plain(row.tenant(), 14),
          plain(row.what(), 46),
          row.found(),
          row.truth(),
          row.difference(),
          verdict);
    }
  }

  private void accounts() {
    if (run.summary().isEmpty()) {
      return;
    }
    RunSummary summary = run.summary().get();
    out.println();
    out.printf(
        Locale.ROOT,
        "received %,d   used %,d   late %,d   rejected %,d   %,.0f events/s in %.1f s%n",
        summary.total("received"),
        summary.total("used"),
        summary.total("late"),
        summary.rejected(),
        summary.eventsPerSecond(),
        summary.seconds());
    StringBuilder line = new StringBuilder("rejects ");
    for (Map.Entry<String, Long> reason : summary.rejects().entrySet()) {
      String part = " " + plain(reason.getKey(), 40) + " " + reason.getValue();
      if (line.length() + part.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder("        ");
      }
      line.append(part);
    }
    if (!summary.rejects().isEmpty()) {
      out.println(line);
    }
  }

  /** Those that every reader asks for first, then what else there is, by name. */
  private void files(Optional<Path> report) {
    out.println();
    Path dir = run.dir();
    Set<String> names = new LinkedHashSet<>(FIRST);
    names.addAll(linesIn(dir));
    names.add("summary.json");
    for (String name : names) {
      if (Files.exists(dir.resolve(name))) {
        out.println("  " + dir.resolve(name));
      }
    }
    report.ifPresent(file -> out.println("  " + file + "  <- open this one"));
  }

  private static Set<String> linesIn(Path dir) {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.ndjson")) {
      for (Path file : files) {
        if (Files.size(file) > 0) {
          names.add(String.valueOf(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + dir + ": " + e.getMessage(), e);
    }
    return names;
  }

  private static String decimal(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Printable ASCII only, cut to a width: a name from outside must not steer the terminal. */
  static String plain(String text, int width) {
    String safe = text.replaceAll("[^\\x20-\\x7E]", "?");
    return safe.length() <= width ? safe : safe.substring(0, width - 1) + "~";
  }
}
