package lumen.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.catalogue.GovernanceConfigFile;
import lumen.governance.settings.GovernanceSettings;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop closed around a real Redis: a service looks keys up, its time to live is proposed,
 * approved, set, measured and kept; the next one comes with errors and is undone. A minute takes a
 * fifth of a second, so entries live a 300th of what is set.
 */
@Tag("clock")
final class CacheLoopITCase {
  private static final long BEGIN = 1_772_323_200L;
  private static final long MINUTE_NANOS = 200_000_000L;
  private static final int FASTER = 300;
  private static final int LOOKUPS = 1_500;

  /** Each key is asked for every 11 minutes: a hit rate of 0.47 at 600 s, 0.57 at 900. */
  private static final int KEYS = 16_667;

  private static final int MOST_MINUTES = 420;
  private static final String SETTINGS = "policy: {mode: advise}\n";

  @TempDir private Path temp;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<String> lines = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();
  private final List<String> decisions = new ArrayList<>();
  private RedisServer redis;
  private RuledService rules;
  private long requests;
  private long errors;

  private void put(String line) {
    lines.add(line);
    rules.take(line);
  }

  /** Looks keys up; one that is not there is set, to live as long as is in force. */
  private void lookUp() throws IOException {
    long ttlMs = 1000 * Long.parseLong(redis.ask("GET", CacheExecutor.TTL)) / FASTER;
    List<String> keys = new ArrayList<>();
    List<List<String>> asked = new ArrayList<>();
    for (int i = 0; i < LOOKUPS; i++) {
      keys.add("key:" + random.nextInt(KEYS));
      asked.add(List.of("GET", keys.get(i)));
    }
    List<String> answers = redis.askEach(asked);
    List<List<String>> missed = new ArrayList<>();
    for (int i = 0; i < LOOKUPS; i++) {
      if (answers.get(i) == null) {
        missed.add(List.of("SET", keys.get(i), "value", "PX", String.valueOf(ttlMs)));
      }
    }
    redis.askEach(missed);
  }

  private String stat(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private void sample(long ts, boolean failing) throws IOException {
    requests += LOOKUPS;
    errors += failing ? LOOKUPS / 10 : random.nextInt(2);
    String info = redis.ask("INFO");
    put(
        ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":60,\"service\":\"api\",\"form\":\"cumulative\","
                + "\"instance\":\"%s\",\"requests\":%d,\"errors_4xx\":0,\"errors_5xx\":%d,"
                + "\"cache_hits\":%s,\"cache_misses\":%s,\"cache_evictions\":%s,\"cache_expired\":%s}")
            .formatted(
                ts,
                stat(info, "run_id"),
                requests,
                errors,
                stat(info, "keyspace_hits"),
                stat(info, "keyspace_misses"),
                stat(info, "evicted_keys"),
                stat(info, "expired_keys")));
  }

  /** An operator approves what was proposed, an hour after the begin at the earliest. */
  private void approve(JsonNode decision, long minute) {
    String order =
        "{\"id\":\"order-%d\",\"type\":\"approve\",\"tenant\":\"api\",\"effective_ts\":%d,\"decision\":\"%s\"}"
            .formatted(
                orders.size(), BEGIN + 60 * Math.max(minute + 2, 80), decision.path("id").asText());
    orders.add(order);
    rules.command(order);
  }

  @Test
  void whatIsCommandedIsSetMeasuredAndKeptOrUndone() throws Exception {
    assumeThat(RedisServer.isThere() || "true".equals(System.getenv("CI")))
        .as("redis-server is not installed")
        .isTrue();
    GovernanceSettings settings =
        GovernanceCatalogue.CATALOGUE
            .readTexts("", Map.of(GovernanceConfigFile.GOVERNANCE, SETTINGS))
            .orThrow();
    List<JsonNode> heard = new ArrayList<>();
    rules =
        new RuledService(
            settings,
            "api",
            (output, line) -> {
              if (output == RuledService.Output.DECISION) {
                decisions.add(line);
                heard.add(RuledService.node(line));
              }
            });
    try (RedisServer server = new RedisServer(temp)) {
      redis = server;
      play(heard);
      assertThat(redis.ask("GET", CacheExecutor.TTL)).isEqualTo("900");
    }
    assertThat(decisions.stream().map(RuledService::node).map(line -> line.path("state").asText()))
        .containsSubsequence(
            "proposed",
            "commanded",
            "settling",
            "measuring",
            "kept",
            "proposed",
            "commanded",
            "settling",
            "measuring",
            "undone",
            "idle");
    JsonNode kept =
        decisions.stream()
            .map(RuledService::node)
            .filter(line -> line.path("state").asText().equals("kept"))
            .findFirst()
            .orElseThrow();
    assertThat(kept.path("rests_on").path("change_hit_rate").doubleValue()).isBetween(0.03, 0.2);
    replay();
  }

  private void play(List<JsonNode> heard) throws Exception {
    CacheExecutor executor = new CacheExecutor(redis);
    redis.ask("SET", CacheExecutor.TTL, "600");
    put(
        "{\"type\":\"setting\",\"ts\":%d,\"service\":\"api\",\"name\":\"ttl_s\",\"value\":600}"
            .formatted(BEGIN + 1));
    long begin = System.nanoTime();
    boolean failing = false;
    boolean over = false;
    for (long minute = 1; minute <= MOST_MINUTES && !over; minute++) {
      long ts = BEGIN + 60 * minute;
      for (JsonNode decision : List.copyOf(heard)) {
        Optional<String> answer = executor.hear(decision, ts - 30);
        answer.ifPresent(this::put);
        failing |= answer.isPresent() && decision.path("command").path("to").asInt() == 1350;
        failing &= !decision.path("state").asText().equals("undone");
        over |= decision.path("state").asText().equals("idle");
        if (decision.path("state").asText().equals("proposed")) {
          approve(decision, minute);
        }
      }
      heard.clear();
      lookUp();
      sample(ts, failing);
      rules.advance(ts);
      LockSupport.parkNanos(begin + minute * MINUTE_NANOS - System.nanoTime());
    }
  }

  /** The job itself, given the same lines and orders, decides the same. */
  private void replay() throws IOException {
    Path log = Files.write(temp.resolve("log.ndjson"), lines);
    Path control = Files.write(temp.resolve("orders.ndjson"), orders);
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("governance.yaml"), SETTINGS);
    Path out = temp.resolve("out");
    CommandRun run =
        LumenctlRun.of(
            ("replay %s --kind governance --local --control %s --config %s --out %s"
                    .formatted(log, control, config, out))
                .split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    List<JsonNode> again = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("decisions.ndjson"))) {
      again.add(Json.mapper().readTree(line));
    }
    assertThat(again).isEqualTo(decisions.stream().map(RuledService::node).toList());
  }

  /** A command whose time is over, and one that is another's, are let be. */
  @Test
  void executorLetsBeWhatIsVoidOrNotIts() throws Exception {
    assumeThat(RedisServer.isThere() || "true".equals(System.getenv("CI")))
        .as("redis-server is not installed")
        .isTrue();
    String commanded =
        "{\"id\":\"api/policy/1\",\"ts\":%d,\"tenant\":\"api\",\"state\":\"%s\",\"command\":{\"set\":\"%s\",\"from\":600.0,\"to\":900.0},\"expires_ts\":%d}";
    try (RedisServer server = new RedisServer(temp)) {
      CacheExecutor executor = new CacheExecutor(server);
      server.ask("SET", CacheExecutor.TTL, "600");
      for (Object[] each :
          new Object[][] {
            {"commanded", "ttl_s", 899L},
            {"proposed", "ttl_s", 2000L},
            {"commanded", "l1_entries", 2000L}
          }) {
        JsonNode decision = RuledService.node(commanded.formatted(0L, each[0], each[1], each[2]));
        assertThat(executor.hear(decision, 900)).isEmpty();
        assertThat(server.ask("GET", CacheExecutor.TTL)).isEqualTo("600");
      }
      JsonNode decision = RuledService.node(commanded.formatted(0L, "commanded", "ttl_s", 900L));
      assertThat(executor.hear(decision, 900))
          .hasValueSatisfying(line -> assertThat(line).contains("\"value\":900", "api/policy/1"));
      assertThat(server.ask("GET", CacheExecutor.TTL)).isEqualTo("900");
    }
  }
}
