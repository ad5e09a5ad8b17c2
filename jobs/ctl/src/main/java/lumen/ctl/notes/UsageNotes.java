package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.ctl.account.Accounts;

/**
 * Tells that nothing was used, or less than half of what {@code keys} select: the commonest reason,
 * one example, and what would help.
 */
final class UsageNotes {
  private static final double NOTABLE = 0.5;

  private UsageNotes() {}

  static List<String> of(RunEnd run) throws IOException {
    Accounts accounts = run.accounts();
    long received = accounts.total("received");
    long used = accounts.total("used");
    if (received == 0) {
      return List.of(
          "nothing was used: nothing came. A recording has one event a line, and `streams` of"
              + " sensors.yaml say where live events come from");
    }
    // What `keys` pass over is unused by intent, unless that is all.
    long wanted = received - accounts.total("filtered");
    if (used > 0 && used >= NOTABLE * wanted) {
      return List.of();
    }
    String share =
        used == 0
            ? "nothing was used of %d events: ".formatted(received)
            : String.format(
                Locale.ROOT,
                "only %.1f %% was used (%d of %d events): ",
                100.0 * used / wanted,
                used,
                wanted);
    return List.of(share + commonest(run, used > 0));
  }

  private static String commonest(RunEnd run, boolean passedOverByIntent) throws IOException {
    Map<String, Long> reasons = new TreeMap<>();
    for (String fate : List.of("late", "dropped", "invalid")) {
      reasons.put(fate, run.accounts().total(fate));
    }
    reasons.put("filtered", passedOverByIntent ? 0 : run.accounts().total("filtered"));
    run.accounts()
        .rejects()
        .properties()
        .forEach(reject -> reasons.put(reject.getKey(), reject.getValue().asLong()));
    Map.Entry<String, Long> most =
        reasons.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    long count = most.getValue();
    long unused = reasons.values().stream().mapToLong(n -> n).sum();
    String which = count >= unused ? "all" : "most (%d)".formatted(count);
    return switch (most.getKey()) {
      case "late" -> which + " came late, the next notes tell behind whom and what would help";
      case "filtered" ->
          "%s were passed over, `keys` of source %s in sensors.yaml selects none of theirs"
              .formatted(which, worst(run, "filtered"));
      case "dropped" ->
          "%s were lost to a full queue, of source %s most: fewer events a second, or a greater"
                  .formatted(which, worst(run, "dropped"))
              + " `queue_packets` of the stream";
      case "invalid" ->
          "%s hold nothing but values that `invalid` of source %s in sensors.yaml calls meaningless"
              .formatted(which, worst(run, "invalid"));
      default -> which + rejected(run, most.getKey());
    };
  }

  private static String worst(RunEnd run, String fate) {
    return run.accounts().records().stream()
        .max((a, b) -> Long.compare(a.path(fate).asLong(), b.path(fate).asLong()))
        .map(record -> record.path("source").asText())
        .orElse("");
  }

  private static String rejected(RunEnd run, String reason) throws IOException {
    String because =
        " were rejected as `%s`%s"
            .formatted(reason, RejectRemedy.of(reason).map(text -> " (" + text + ")").orElse(""));
    Optional<JsonNode> example = FirstReject.of(run.folder(), reason);
    return because
        + example
            .map(e -> "; the first, " + SourceText.place(e) + ": " + e.path("detail").asText())
            .orElse("");
  }
}
