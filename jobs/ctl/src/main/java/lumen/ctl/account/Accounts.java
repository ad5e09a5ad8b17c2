package lumen.ctl.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.event.ChannelKey;
import lumen.terminal.Json;

/** Adds up the account records of a run. */
public final class Accounts {
  private static final String[] COUNTS = {
    "received", "used", "rejected", "late", "filtered", "dropped"
  };

  /** Counts that are told where there is something to count: most recordings have nothing. */
  private static final String[] RARE = {"invalid", "ungrouped"};

  /** The newest cumulative record of each stream and source. */
  private final TreeMap<String, TreeMap<String, JsonNode>> newest = new TreeMap<>();

  private final TreeMap<String, Long> duplicates = new TreeMap<>();
  private final TreeMap<String, Long> unplaced = new TreeMap<>();
  private final TreeMap<String, Long> commands = new TreeMap<>();

  /** Channels used at less than the rate of their samples, by tenant/source/key. */
  private final TreeMap<String, JsonNode> limited = new TreeMap<>();

  /** What the samples of each channel were like. */
  private final TreeMap<ChannelKey, ObservedChannel> channels =
      new TreeMap<>(
          Comparator.comparing(ChannelKey::tenant)
              .thenComparing(ChannelKey::source)
              .thenComparing(ChannelKey::key));

  /** Reads account lines. */
  public static Accounts read(List<Path> parts) throws IOException {
    Accounts accounts = new Accounts();
    for (Path part : parts) {
      try (BufferedReader lines = Files.newBufferedReader(part)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          accounts.add(Json.mapper().readTree(line));
        }
      }
    }
    return accounts;
  }

  private void add(JsonNode record) {
    if (record.has("commands")) {
      record
          .path("commands")
          .properties()
          .forEach(count -> commands.merge(count.getKey(), count.getValue().asLong(), Long::sum));
      return;
    }
    String source = record.path("source").asText();
    if (record.has("duplicates")) {
      duplicates.merge(source, record.path("duplicates").asLong(), Long::sum);
      unplaced.merge(source, record.path("unplaced").asLong(), Long::sum);
      return;
    }
    if (record.has("wanted_hz")) {
      limited.put(
          record.path("tenant").asText() + "/" + source + "/" + record.path("key").asText(),
          record);
      return;
    }
    if (record.has("profile")) {
      ObservedChannel channel = ObservedChannel.of(record);
      channels.merge(channel.key(), channel, Accounts::joined);
      return;
    }
    newest
        .computeIfAbsent(record.path("stream").asText(), s -> new TreeMap<>())
        .merge(
            source,
            record,
            (a, b) -> a.path("received").asLong() > b.path("received").asLong() ? a : b);
  }

  private static ObservedChannel joined(ObservedChannel a, ObservedChannel b) {
    boolean inOrder = a.profile().stamps().fromMicros() <= b.profile().stamps().fromMicros();
    return inOrder ? a.and(b) : b.and(a);
  }

  /** Counts by source over all streams. */
  public ObjectNode sources() {
    TreeMap<String, TreeMap<String, Long>> sums = new TreeMap<>();
    for (JsonNode record : records()) {
      TreeMap<String, Long> counts =
          sums.computeIfAbsent(record.path("source").asText(), s -> new TreeMap<>());
      for (String count : COUNTS) {
        counts.merge(count, record.path(count).asLong(), Long::sum);
      }
      for (String count : RARE) {
        counts.merge(count, record.path(count).asLong(), Long::sum);
      }
    }
    ObjectNode sources = Json.mapper().createObjectNode();
    for (Map.Entry<String, TreeMap<String, Long>> sum : sums.entrySet()) {
      ObjectNode source = sources.putObject(sum.getKey());
      for (String count : COUNTS) {
        source.put(count, sum.getValue().get(count));
      }
      source.put("duplicates", duplicates.getOrDefault(sum.getKey(), 0L));
      long withoutTime = unplaced.getOrDefault(sum.getKey(), 0L);
      if (withoutTime > 0) {
        source.put("unplaced", withoutTime);
      }
      for (String count : RARE) {
        putIfAny(source, count, sum.getValue().get(count));
      }
    }
    return sources;
  }

  /** Counts by stream over its sources. */
  public ObjectNode streams() {
    ObjectNode streams = Json.mapper().createObjectNode();
    newest.forEach(
        (name, records) -> {
          ObjectNode stream = streams.putObject(name);
          for (String count : COUNTS) {
            stream.put(
                count, records.values().stream().mapToLong(r -> r.path(count).asLong()).sum());
          }
          for (String count : List.of("clamped", "invalid", "ungrouped")) {
            putIfAny(
                stream,
                count,
                records.values().stream().mapToLong(r -> r.path(count).asLong()).sum());
          }
        });
    return streams;
  }

  private static void putIfAny(ObjectNode node, String count, long events) {
    if (events > 0) {
      node.put(count, events);
    }
  }

  /** Commands by what became of them; they are no events, and in no other count. */
  public Map<String, Long> commands() {
    return new TreeMap<>(commands);
  }

  /** Rejected lines by reason. */
  public ObjectNode rejects() {
    TreeMap<String, Long> sums = new TreeMap<>();
    for (JsonNode record : records()) {
      record
          .path("rejects")
          .properties()
          .forEach(reject -> sums.merge(reject.getKey(), reject.getValue().asLong(), Long::sum));
    }
    ObjectNode rejects = Json.mapper().createObjectNode();
    sums.forEach(rejects::put);
    return rejects;
  }

  /** First and last accepted event time in seconds, null where nothing was accepted. */
  public ObjectNode eventTime() {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (JsonNode record : records()) {
      if (record.has("from_micros")) {
        from = Math.min(from, record.path("from_micros").asLong());
        to = Math.max(to, record.path("to_micros").asLong());
      }
    }
    ObjectNode time = Json.mapper().createObjectNode();
    if (from > to) {
      return time.putNull("from").putNull("to");
    }
    return time.put("from", seconds(from)).put("to", seconds(to));
  }

  /** Microseconds as seconds, exactly. */
  private static BigDecimal seconds(long micros) {
    return BigDecimal.valueOf(micros, 6);
  }

  /** Sum of a count over all sources. */
  public long total(String count) {
    return records().stream().mapToLong(record -> record.path(count).asLong()).sum();
  }

  /** Channels used at less than the rate of their samples, by tenant/source/key. */
  public SortedMap<String, JsonNode> limited() {
    return new TreeMap<>(limited);
  }

  /** The newest record of each source, by stream. */
  public SortedMap<String, List<JsonNode>> byStream() {
    TreeMap<String, List<JsonNode>> streams = new TreeMap<>();
    newest.forEach((stream, records) -> streams.put(stream, List.copyOf(records.values())));
    return streams;
  }

  /** The newest record of each stream and source, in their order. */
  public List<JsonNode> records() {
    return newest.values().stream().flatMap(stream -> stream.values().stream()).toList();
  }

  /** The channels that were sampled, by tenant, source and key. */
  public List<ObservedChannel> channels() {
    return List.copyOf(channels.values());
  }
}
