package lumen.ctl.overlay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of decisions.
 *
 * @param overlays how many requests each overlay was given, {@code baseline} among them
 * @param reasons how many were decided for each reason, {@code because} where there is one
 */
public record DecisionTotals(SortedMap<String, Long> overlays, SortedMap<String, Long> reasons) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads decision lines. */
  public static DecisionTotals read(Path decisions) throws IOException {
    DecisionTotals totals = new DecisionTotals(new TreeMap<>(), new TreeMap<>());
    try (BufferedReader lines = Files.newBufferedReader(decisions)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        totals.add(line);
      }
    }
    return totals;
  }

  private void add(String line) throws IOException {
    String reason = "";
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("overlay")) {
          overlays.merge(json.getText(), 1L, Long::sum);
        } else if (name.equals("reason")
            || (name.equals("because") && value == JsonToken.VALUE_STRING)) {
          reason = json.getText();
        } else {
          json.skipChildren();
        }
      }
    }
    reasons.merge(reason, 1L, Long::sum);
  }

  /** Adds them. */
  void put(ObjectNode summary) {
    overlays.forEach(summary.putObject("overlays")::put);
    reasons.forEach(summary.putObject("reasons")::put);
  }
}
