package lumen.governance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commands that come when they come, some after their step has closed: whoever plays the log with
 * the commands that were told hears the same.
 */
class LateCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROUNDS = 6;
  private static final int COMMANDS = 30;
  private static final double SPREAD_S = 7_200;

  private static ServiceRun read(ReferenceService service) {
    return new ServiceRun(TestSettings.read(service.text("governance.yaml"))).take(service.log());
  }

  private static List<Double> times(ReferenceService service) throws IOException {
    List<Double> times = new ArrayList<>();
    for (String line : service.lines("input.ndjson")) {
      times.add(JSON.readTree(line).path("ts").doubleValue());
    }
    return times;
  }

  private static String command(int number, double time, ReferenceService service, Random random) {
    List<String> decisions = service.ran().decisions();
    String decision = decisions.get(random.nextInt(decisions.size()));
    String id = decision.replaceFirst(".*?\"id\":(\"[^\"]+\").*", "$1");
    String what =
        switch (random.nextInt(10)) {
          case 0, 1 -> "\"approve\",\"decision\":" + id;
          case 2, 3 -> "\"refuse\",\"decision\":" + id;
          case 4 -> "\"hold\"";
          case 5 -> "\"release\"";
          case 6 -> "\"release\",\"of\":\"policy\"";
          case 7 -> "\"rollback\",\"to\":\"v1\",\"why\":\"it is \\\"bad\\\"\"";
          case 8 -> "\"objectives\",\"config\":" + objectives(service, random);
          default -> wrong(random);
        };
    // Ids are in another order than the commands come.
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%08x-%d\",\"tenant\":\"api\",\"effective_ts\":%.6f,\"type\":%s}",
        random.nextInt(),
        number,
        time,
        what);
  }

  private static String objectives(ReferenceService service, Random random) {
    String config = service.text("governance.yaml");
    String text = random.nextInt(4) == 0 ? "nonsense: 1" : config + "\n# " + random.nextInt();
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static String wrong(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "\"approve\"";
      case 1 -> "\"release\",\"of\":\"both\"";
      case 2 -> "\"judge\",\"alert\":\"unheard\",\"useful\":true";
      default -> "\"dance\"";
    };
  }

  /** Commands by the line that they come before, within two hours of its time. */
  private static Map<Integer, List<String>> commands(
      ReferenceService service, List<Double> times, Random random) {
    Map<Integer, List<String>> commands = new HashMap<>();
    for (int i = 0; i < COMMANDS; i++) {
      int before = random.nextInt(times.size());
      double time = times.get(before) + (random.nextDouble() - 0.7) * SPREAD_S;
      commands
          .computeIfAbsent(before, key -> new ArrayList<>())
          .add(command(i, time, service, random));
    }
    return commands;
  }

  private static void assertSame(ServiceRun played, ServiceRun live, String what) {
    assertThat(played.commands()).as(what).isEqualTo(live.commands());
    assertThat(played.decisions()).as(what).isEqualTo(live.decisions());
    assertThat(played.evidence()).as(what).isEqualTo(live.evidence());
    assertThat(played.scorecards()).as(what).isEqualTo(live.scorecards());
    assertThat(played.edges()).as(what).isEqualTo(live.edges());
  }

  @ParameterizedTest
  @EnumSource(names = {"ROLLBACK", "POLICY", "CANARY"})
  void whatWasToldPlaysTheSame(ReferenceService service) throws IOException {
    List<Double> times = times(service);
    int moved = 0;
    for (long seed = 1; seed <= ROUNDS; seed++) {
      Map<Integer, List<String>> commands = commands(service, times, new Random(seed));
      ServiceRun live = read(service).endLive(commands);
      ServiceRun played = read(service).control(live.commands()).end();
      assertSame(played, live, service + ", seed " + seed);
      List<String> asked = commands.values().stream().flatMap(List::stream).toList();
      moved += moved(asked, live.commands());
    }
    assertThat(moved).as("commands that came after their step").isGreaterThan(ROUNDS);
  }

  /** How many of them say another time than they were given with; all of them were obeyed. */
  private static int moved(List<String> asked, List<String> told) throws IOException {
    Map<String, JsonNode> byId = new HashMap<>();
    for (String line : asked) {
      JsonNode command = JSON.readTree(line);
      byId.put(command.path("id").textValue(), command);
    }
    int moved = 0;
    for (String line : told) {
      JsonNode command = JSON.readTree(line);
      double wanted = byId.get(command.path("id").textValue()).path("effective_ts").doubleValue();
      double found = command.path("effective_ts").doubleValue();
      assertThat(found).as(line).isGreaterThanOrEqualTo(wanted);
      assertThat(command.path("ts").doubleValue() - found).as(line).isGreaterThanOrEqualTo(0);
      moved += found > wanted ? 1 : 0;
    }
    return moved;
  }

  /** Told behind the twentieth line, for the time of the first. */
  @Test
  void commandOfAClosedStepCountsFromTheNext() throws IOException {
    ReferenceService service = ReferenceService.ROLLBACK;
    double begin = times(service).get(0);
    String hold =
        "{\"id\":\"h\",\"tenant\":\"api\",\"effective_ts\":" + begin + ",\"type\":\"hold\"}";
    ServiceRun live = read(service).endLive(Map.of(20, List.of(hold)));
    ObjectNode told = (ObjectNode) JSON.readTree(live.commands().get(0));
    double closed = told.path("ts").doubleValue() - 60;
    assertThat(closed).isGreaterThan(begin);
    assertThat(Math.round(told.path("effective_ts").doubleValue() * 1e6))
        .isEqualTo(Math.round(closed * 1e6) + 1);
    assertThat(live.evidence())
        .anyMatch(line -> line.contains("\"rule\":\"control.h\"") && line.contains("applied"));
  }
}
