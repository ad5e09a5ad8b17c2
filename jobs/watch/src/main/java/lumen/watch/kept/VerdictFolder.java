package lumen.watch.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.terminal.Json;

/**
 * A folder of verdicts, a file each, and {@code lumen.prom}, which tells node_exporter's textfile
 * collector what they come to: {@code lumen_chaos_passed_timestamp_seconds{mode}}, the time of the
 * newest run of a fault if it was survived, else 0, {@code lumen_gate_passes_in_a_row{gate}}, of
 * the jar that was judged last, and {@code lumen_golden_passed_timestamp_seconds{golden}}, as that
 * of a fault.
 *
 * @param folder where they lie
 */
public record VerdictFolder(Path folder) {
  /** The file for the textfile collector. */
  public static final String TEXT = "lumen.prom";

  /**
   * Keeps a verdict, and tells what all of them come to.
   *
   * @throws IOException if one that lies there was changed, or a file cannot be written
   */
  public Path keep(KeptVerdict verdict) throws IOException {
    Files.createDirectories(folder);
    List<KeptVerdict> all = new ArrayList<>(all());
    String moment = verdict.at().replace(":", "");
    Path file = folder.resolve("%s-%s-%s.json".formatted(verdict.kind(), verdict.name(), moment));
    Json.write(file, verdict);
    all.add(verdict);
    Path part = folder.resolve(TEXT + ".part");
    Files.writeString(part, text(all));
    Files.move(part, folder.resolve(TEXT), StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  /**
   * What is kept, oldest first.
   *
   * @throws IOException if a file is no verdict, or was changed
   */
  public List<KeptVerdict> all() throws IOException {
    List<KeptVerdict> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        all.add(read(file));
      }
    }
    all.sort(Comparator.comparing(KeptVerdict::moment));
    return all;
  }

  private static KeptVerdict read(Path file) throws IOException {
    try {
      KeptVerdict verdict = Json.mapper().readValue(file.toFile(), KeptVerdict.class);
      if (verdict.whole()) {
        verdict.moment();
        return verdict;
      }
    } catch (IOException | DateTimeParseException e) {
      throw new IOException("must be a verdict of gate, chaos or golden: " + file, e);
    }
    throw new IOException("must be as it was written (its sha256 is another): " + file);
  }

  private static String text(List<KeptVerdict> oldestFirst) {
    SortedMap<String, Long> survived = new TreeMap<>();
    SortedMap<String, Long> kept = new TreeMap<>();
    List<KeptVerdict> all = new ArrayList<>(oldestFirst);
    all.sort(Comparator.comparing(KeptVerdict::moment));
    for (KeptVerdict one : all) {
      if (one.kind().equals("chaos")) {
        survived.put(one.name(), passed(one));
      } else if (one.kind().equals("golden")) {
        kept.put(one.name(), passed(one));
      }
    }
    StringBuilder text = new StringBuilder();
    metric(
        text,
        "lumen_chaos_passed_timestamp_seconds",
        "When the newest run of a fault was survived, 0 if it was not.",
        "mode",
        survived);
    metric(
        text,
        "lumen_gate_passes_in_a_row",
        "How often a gate was passed by the jar judged last, without a failure between.",
        "gate",
        PassesInARow.of(all));
    metric(
        text,
        "lumen_golden_passed_timestamp_seconds",
        "When the newest run of a golden gave what is expected, 0 if it did not.",
        "golden",
        kept);
    return text.toString();
  }

  private static long passed(KeptVerdict verdict) {
    return verdict.passed() ? verdict.moment().getEpochSecond() : 0;
  }

  private static void metric(
      StringBuilder text,
      String name,
      String help,
      String label,
      SortedMap<String, ? extends Number> values) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
    values.forEach(
        (of, value) ->
            text.append("%s{%s=\"%s\"} %d%n".formatted(name, label, of, value.longValue())));
  }
}
