package lumen.ctl.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRulesProvider;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import lumen.jobs.JobKind;
import lumen.terminal.Json;

/** The summary of a run of the governance job. */
public final class ServiceSummary {
  private static final double MILLIS = 1e3;

  private ServiceSummary() {}

  /**
   * What a run came to.
   *
   * @param folder holds accounts.ndjson, scorecard.ndjson, decisions.ndjson and rejects.ndjson
   * @param seconds how long the job ran
   */
  public static ObjectNode of(Path folder, double seconds) throws IOException {
    double rounded = Math.rint(seconds * MILLIS) / MILLIS;
    ObjectNode summary = Json.mapper().createObjectNode();
    summary.put("kind", JobKind.GOVERNANCE.word());
    ArrayNode streams = summary.putArray("streams");
    ObjectNode services = summary.putObject("services");
    ArrayNode notes = Json.mapper().createArrayNode();
    each(
        folder.resolve("accounts.ndjson"),
        account -> {
          if (account.has("stream")) {
            streams.add(stream(account, notes));
          } else {
            services.set(account.path("tenant").asText(), service(account, notes));
          }
        });
    each(folder.resolve("scorecard.ndjson"), card -> scorecard(services, card));
    SortedMap<String, Long> decisions = new TreeMap<>();
    each(
        folder.resolve("decisions.ndjson"),
        decision ->
            decisions.merge(
                decision.path("kind").asText() + ' ' + decision.path("state").asText(),
                1L,
                Long::sum));
    decisions.forEach(summary.putObject("decisions")::put);
    summary.put("seconds", rounded);
    summary.put("zone_rules", ZoneRulesProvider.getVersions("UTC").lastEntry().getKey());
    summary.set("notes", notes);
    return summary;
  }

  private static ObjectNode stream(JsonNode account, ArrayNode notes) {
    ObjectNode stream = account.deepCopy();
    stream.set("used", account.path("accepted"));
    String name = account.path("stream").asText();
    account
        .path("reasons")
        .properties()
        .forEach(
            reason ->
                notes.add(
                    "%s: %d lines were rejected: %s"
                        .formatted(name, reason.getValue().asLong(), reason.getKey())));
    if (account.path("late").asLong() > 0) {
      notes.add("%s: %d lines were late".formatted(name, account.path("late").asLong()));
    }
    return stream;
  }

  private static ObjectNode service(JsonNode account, ArrayNode notes) {
    ObjectNode service = account.deepCopy();
    service.remove("tenant");
    long pending = account.path("commands_pending").asLong();
    if (pending > 0) {
      notes.add(
          "%s: %d commands wait, their time is beyond the newest line"
              .formatted(account.path("tenant").asText(), pending));
    }
    return service;
  }

  /** The newest of a service stands; scorecards are in the order of time. */
  private static void scorecard(ObjectNode services, JsonNode card) {
    ObjectNode service = services.withObjectProperty(card.path("tenant").asText());
    service.put("scorecards", service.path("scorecards").asLong() + 1);
    service.set("maturity", card.path("maturity").path("score"));
    service.set("roi", card.path("roi").path("verdict"));
    service.set("budget_used", card.path("budget").path("used"));
    ObjectNode slo = service.putObject("slo");
    card.path("slo")
        .properties()
        .forEach(each -> slo.set(each.getKey(), each.getValue().path("verdict")));
  }

  private static void each(Path file, Consumer<JsonNode> taker) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        taker.accept(Json.mapper().readTree(line));
      }
    }
  }
}
