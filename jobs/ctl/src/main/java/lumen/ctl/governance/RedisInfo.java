package lumen.ctl.governance;

import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;

/**
 * What {@code INFO} of Redis tells, as a {@code sample} line of the cumulative form: lookups that
 * were answered and not, entries that were thrown out and that expired, memory and its limit. The
 * instance is its run_id, the time its own (server_time_usec), and it began uptime_in_seconds
 * before.
 */
final class RedisInfo {
  private static final long SECOND = 1_000_000;
  private static final Map<String, String> FIELDS =
      Map.of(
          "cache_hits", "keyspace_hits",
          "cache_misses", "keyspace_misses",
          "cache_evictions", "evicted_keys",
          "cache_expired", "expired_keys",
          "cache_memory_bytes", "used_memory",
          "cache_memory_limit_bytes", "maxmemory");

  private final String place;
  private final Map<String, String> told = new TreeMap<>();

  /**
   * Reads an answer.
   *
   * @param place where it was read, for messages
   */
  RedisInfo(String place, String text) {
    this.place = place;
    text.lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("#") && line.contains(":"))
        .forEach(
            line ->
                told.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
  }

  private long number(String name) {
    String value = told.get(name);
    if (value == null || !value.matches("\\d{1,18}")) {
      throw CommandFailure.usage("must be the answer of INFO, with %s: %s".formatted(name, place));
    }
    return Long.parseLong(value);
  }

  /**
   * The line.
   *
   * @param spanS what it covers, s
   */
  String line(String service, long spanS) {
    long micros = number("server_time_usec");
    long start = Math.floorDiv(micros, SECOND) - number("uptime_in_seconds");
    ServiceText line = new ServiceText("sample", micros, service);
    line.raw("span_s", Long.toString(spanS));
    line.text("form", "cumulative").text("instance", told.getOrDefault("run_id", ""));
    line.raw("start_ts", Long.toString(start));
    line.raw("requests", "0").raw("errors_4xx", "0").raw("errors_5xx", "0");
    new TreeMap<>(FIELDS).forEach((field, name) -> line.raw(field, Long.toString(number(name))));
    return line.end();
  }
}
