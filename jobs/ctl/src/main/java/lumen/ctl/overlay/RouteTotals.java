package lumen.ctl.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.Json;

/**
 * What became of the requests of each tenant: of accounts, which are cumulative, the last of each
 * (tenant, since) holds, and over {@code since} they add up.
 */
public final class RouteTotals {
  private static final String REJECTS = "rejects";
  private static final List<String> NAMES = List.of("ts", "tenant", "since", REJECTS);

  /** The last account of each time since when, by tenant. */
  private final SortedMap<String, SortedMap<Double, JsonNode>> last = new TreeMap<>();

  private RouteTotals() {}

  /** Reads account lines in their order. */
  public static RouteTotals read(Path accounts) throws IOException {
    RouteTotals totals = new RouteTotals();
    try (BufferedReader lines = Files.newBufferedReader(accounts)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode account = Json.mapper().readTree(line);
        totals
            .last
            .computeIfAbsent(account.path("tenant").asText(), tenant -> new TreeMap<>())
            .put(account.path("since").asDouble(), account);
      }
    }
    return totals;
  }

  /** Counts of each tenant, by their names in accounts. */
  public SortedMap<String, SortedMap<String, Long>> byTenant() {
    SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
    last.forEach(
        (tenant, accounts) -> {
          SortedMap<String, Long> sums = new TreeMap<>();
          accounts.values().forEach(account -> add(account, sums));
          counts.put(tenant, sums);
        });
    return counts;
  }

  /** Counts of all tenants together. */
  public SortedMap<String, Long> all() {
    SortedMap<String, Long> sums = new TreeMap<>();
    last.values().forEach(accounts -> accounts.values().forEach(account -> add(account, sums)));
    return sums;
  }

  private static void add(JsonNode account, Map<String, Long> sums) {
    account
        .properties()
        .forEach(
            field -> {
              if (!NAMES.contains(field.getKey())) {
                sums.merge(field.getKey(), field.getValue().asLong(), Long::sum);
              }
            });
  }

  /** Adds the counts, those of the tenants under {@code tenants}. */
  void put(ObjectNode summary) {
    all().forEach(summary::put);
    ObjectNode tenants = summary.putObject("tenants");
    byTenant().forEach((tenant, counts) -> counts.forEach(tenants.withObjectProperty(tenant)::put));
  }
}
