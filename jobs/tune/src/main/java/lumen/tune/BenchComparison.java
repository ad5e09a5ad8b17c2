package lumen.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lumen.terminal.TextTable;
import lumen.terminal.Wrapped;
import lumen.tune.Column.Figures;
import lumen.tune.FigureChange.Verdict;

/**
 * What changed from one bench to another.
 *
 * @param changes by tenant and metric: those that have a better side
 * @param unjudged names of the others
 */
record BenchComparison(List<FigureChange> changes, SortedSet<String> unjudged) {

  private static final int MOST_NAMED = 3;

  /** Compares figures, each by tenant and metric. */
  static BenchComparison of(
      SortedMap<String, SortedMap<String, Figures>> before,
      SortedMap<String, SortedMap<String, Figures>> after) {
    List<FigureChange> changes = new ArrayList<>();
    SortedSet<String> unjudged = new TreeSet<>();
    SortedSet<String> tenants = new TreeSet<>(before.keySet());
    tenants.addAll(after.keySet());
    for (String tenant : tenants) {
      SortedMap<String, Figures> one = before.getOrDefault(tenant, new TreeMap<>());
      SortedMap<String, Figures> other = after.getOrDefault(tenant, new TreeMap<>());
      SortedSet<String> metrics = new TreeSet<>(one.keySet());
      metrics.addAll(other.keySet());
      for (String metric : metrics) {
        Optional<BetterSide> side = BetterSide.of(metric);
        if (side.isEmpty()) {
          unjudged.add(metric);
        } else {
          changes.add(
              new FigureChange(
                  tenant,
                  metric,
                  side.get(),
                  Optional.ofNullable(one.get(metric)),
                  Optional.ofNullable(other.get(metric))));
        }
      }
    }
    return new BenchComparison(List.copyOf(changes), unjudged);
  }

  /** How many changes have a verdict. */
  long count(Verdict verdict) {
    return changes.stream().filter(change -> change.verdict() == verdict).count();
  }

  /** Whether nothing could be judged. */
  boolean isEmpty() {
    return count(Verdict.BETTER) + count(Verdict.SAME) + count(Verdict.WORSE) == 0;
  }

  /** Whether something became worse, or is not there any more. */
  boolean hurts() {
    return changes.stream().anyMatch(change -> change.verdict().hurts());
  }

  /** What became worse, or is not there any more: the first few, in one line. */
  String harm() {
    List<String> harm =
        changes.stream()
            .filter(change -> change.verdict().hurts())
            .map(change -> change.named() + " " + word(change.verdict()))
            .toList();
    String first = String.join(", ", harm.subList(0, Math.min(MOST_NAMED, harm.size())));
    int rest = harm.size() - MOST_NAMED;
    return rest > 0 ? first + " and " + rest + " more" : first;
  }

  void print(PrintWriter out) {
    TextTable table =
        new TextTable("TENANT", "METRIC", "BEFORE", "AFTER", "TAIL", "", "SLACK", "VERDICT");
    for (FigureChange change : changes) {
      table.row(
          change.tenant().isEmpty() ? "-" : OneLine.of(change.tenant(), 20),
          change.metric(),
          Rounded.text(mean(change.before())),
          Rounded.text(mean(change.after())),
          Rounded.text(tail(change, change.before())),
          Rounded.text(tail(change, change.after())),
          Rounded.text(change.slack()),
          word(change.verdict()));
    }
    table.print(out);
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d better, %,d same, %,d worse, %,d gone%n",
        count(Verdict.BETTER),
        count(Verdict.SAME),
        count(Verdict.WORSE),
        count(Verdict.GONE));
    if (count(Verdict.FEW) > 0) {
      Wrapped.print(
          "note: ",
          "few: not judged, fewer than %d values on one side".formatted(BenchRules.FEWEST_VALUES),
          out);
    }
    if (!unjudged.isEmpty()) {
      Wrapped.print("note: ", "no better side: " + others(), out);
    }
  }

  private String others() {
    return unjudged.stream().map(name -> OneLine.of(name, 60)).collect(Collectors.joining(", "));
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static double mean(Optional<Figures> figures) {
    return figures.map(Figures::mean).orElse(Double.NaN);
  }

  private static double tail(FigureChange change, Optional<Figures> figures) {
    return figures.map(change.side()::tail).orElse(Double.NaN);
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("changes");
    for (FigureChange change : changes) {
      ObjectNode node = list.addObject();
      node.put("tenant", change.tenant()).put("metric", change.metric());
      put(node.putObject("before"), change, change.before());
      put(node.putObject("after"), change, change.after());
      put(node, "slack", change.slack());
      node.put("verdict", word(change.verdict()));
    }
    unjudged.forEach(root.putArray("no_better_side")::add);
    for (Verdict verdict : Verdict.values()) {
      root.put(word(verdict), count(verdict));
    }
    return root;
  }

  private static void put(ObjectNode node, FigureChange change, Optional<Figures> figures) {
    node.put("n", figures.map(Figures::n).orElse(0L));
    put(node, "mean", mean(figures));
    put(node, "tail", tail(change, figures));
  }

  private static void put(ObjectNode node, String name, double value) {
    node.put(name, Double.isNaN(value) ? null : Double.valueOf(value));
  }
}
