package lumen.ctl.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A small executor, as whoever runs a service would have one: it carries out what the governance
 * job commands of a cache, in a Redis whose clients ask there how long an entry lives.
 *
 * <p>It does only what it knows, only in states that command, and nothing that is void by now. It
 * answers with what is in force when it has read it back, so a value that did not take is never
 * told.
 */
final class CacheExecutor {
  /** Where clients of the cache ask for its time to live, s. */
  static final String TTL = "config:ttl_s";

  private static final Set<String> COMMANDING = Set.of("commanded", "undone");

  private final RedisServer redis;

  CacheExecutor(RedisServer redis) {
    this.redis = redis;
  }

  /**
   * Carries out a decision.
   *
   * @param decision a line of {@code decisions}
   * @param nowS the time by which a command may be void, s
   * @return the line that answers it; empty where there was nothing to do
   */
  Optional<String> hear(JsonNode decision, long nowS) throws IOException {
    JsonNode command = decision.path("command");
    boolean its =
        COMMANDING.contains(decision.path("state").asText())
            && command.path("set").asText().equals("ttl_s")
            && nowS <= decision.path("expires_ts").asDouble();
    if (!its) {
      return Optional.empty();
    }
    redis.ask("SET", TTL, String.valueOf(Math.round(command.path("to").asDouble())));
    return Optional.of(
        ("{\"type\":\"setting\",\"ts\":%d,\"service\":\"%s\",\"name\":\"ttl_s\",\"value\":%s,"
                + "\"answers\":\"%s\"}")
            .formatted(
                nowS,
                decision.path("tenant").asText(),
                redis.ask("GET", TTL),
                decision.path("id").asText()));
  }
}
