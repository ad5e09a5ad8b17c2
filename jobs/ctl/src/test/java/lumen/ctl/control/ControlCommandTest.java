package lumen.ctl.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, and what a job or a file is told. */
class ControlCommandTest {
  @TempDir private Path temp;
  private final List<String> told = new ArrayList<>();
  private HttpServer job;
  private int status = 200;
  private String answer;

  @BeforeEach
  void listen() throws IOException {
    job = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    job.createContext(
        "/command",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(body);
            String taken = body.contains("effective_ts") ? body : stamped(body);
            byte[] bytes =
                (answer == null ? "{\"command\":" + taken + "}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    job.start();
    Files.writeString(
        temp.resolve("live.json"), "{\"control\":\"" + address() + "\"}", StandardCharsets.UTF_8);
  }

  private static String stamped(String json) {
    return json.substring(0, json.length() - 1) + ",\"effective_ts\":1767225600.250000}";
  }

  @AfterEach
  void stop() {
    job.stop(0);
  }

  private String address() {
    return "127.0.0.1:" + job.getAddress().getPort();
  }

  private CommandRun tell(String... arguments) {
    List<String> all = new ArrayList<>(List.of("control"));
    all.addAll(List.of(arguments));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  private JsonNode told(int i) throws IOException {
    return Json.mapper().readTree(told.get(i));
  }

  @Test
  void commandIsHandedToTheJobOfTheFolderAndItsTimeIsSaid() throws IOException {
    CommandRun run = tell("release", "--run", temp.toString(), "--id", "lift-1");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(told(0))
        .isEqualTo(
            Json.mapper()
                .createObjectNode()
                .put("id", "lift-1")
                .put("author", System.getProperty("user.name"))
                .put("tenant", "default")
                .put("type", "release"));
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "accepted release lift-1 for tenant default: takes effect at"
                + " 2026-01-01T00:00:00.250Z (1767225600.250000)");
  }

  @Test
  void adaptIsSaidAsAPersonThinksOfIt() throws IOException {
    assertThat(adapted("off")).isEqualTo("fixed");
    assertThat(adapted("on")).isEqualTo("configured");
    assertThat(adapted("innovation")).isEqualTo("innovation");
    assertThat(adapted("fixed", "--q", "1e-3", "--r", "2e-3")).isEqualTo("fixed");
    assertThat(told(told.size() - 1).path("q").doubleValue()).isEqualTo(1e-3);
    assertThat(told(told.size() - 1).path("r").doubleValue()).isEqualTo(2e-3);
    CommandRun wrong = tell("adapt", "off", "--q", "1e-3", "--run", temp.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("--q and --r go with fixed alone: adapt off has none");
    wrong = tell("adapt", "fixed", "--q", "7", "--run", temp.toString());
    assertThat(wrong.err()).contains("q=7.0");
    assertThat(tell("adapt", "--run", temp.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(told).hasSize(4);
  }

  @Test
  void noteSaysWhatItIsAbout() throws IOException {
    CommandRun run =
        tell(
            "note",
            "the mat was wet",
            "--ref",
            "a/E2>E4/5",
            "--ref",
            "photo.jpg",
            "--from",
            "1767225600.25",
            "--to",
            "2026-01-01T00:00:01Z",
            "--run",
            temp.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(told.get(0))
        .contains(
            "\"type\":\"note\",\"text\":\"the mat was wet\",\"refs\":[\"a/E2>E4/5\",\"photo.jpg\"],"
                + "\"from\":1767225600.250000,\"to\":1767225601.000000");
    run = tell("note", "x", "--from", "5", "--run", temp.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--from and --to must stand together");
  }

  private String adapted(String... how) throws IOException {
    List<String> all = new ArrayList<>(List.of("adapt"));
    all.addAll(List.of(how));
    all.addAll(List.of("--run", temp.toString()));
    CommandRun run = tell(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return told(told.size() - 1).path("mode").asText();
  }

  /** Such a job opens no port: nothing of it could have ended, and the text must not say so. */
  @Test
  void jobOfTopicsAloneIsToldByATopic() throws IOException {
    Path out = Files.createDirectories(temp.resolve("of-topics"));
    Path sensors = Files.createDirectory(out.resolve("config")).resolve("sensors.yaml");
    String topic = "streams:\n  - {name: e, type: kafka, bootstrap: \"h:1\", topic: t}\n";
    Files.writeString(sensors, topic);
    CommandRun run = tell("release", "--run", out.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: a job of topics alone has no door, and is told by one more topic: `format:"
                + " commands`, and --kafka HOST:PORT/TOPIC: "
                + out);
    Files.writeString(sensors, topic + "  - {name: o, type: osc, addr: \"127.0.0.1:9000\"}\n");
    assertThat(tell("release", "--run", out.toString()).err())
        .contains("a live job must run with this folder as its --out: none answers for " + out);
  }

  @Test
  void severalTenantsAreACommandForEach() throws IOException {
    CommandRun run =
        tell(
            "weights",
            "--ure",
            "0.8",
            "--sensors",
            "0.2",
            "--job",
            address(),
            "--tenant",
            "a",
            "--tenant",
            "b",
            "--author",
            "ann",
            "--at",
            "2026-01-01T00:00:01.5Z",
            "--json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(told).hasSize(2);
    assertThat(told(0).path("tenant").asText() + told(1).path("tenant").asText()).isEqualTo("ab");
    assertThat(told(0).path("id").asText()).matches("weights-[0-9a-f]{12}");
    assertThat(told(1).path("id")).isEqualTo(told(0).path("id"));
    assertThat(told.get(0)).contains("\"effective_ts\":1767225601.500000", "\"ure\":0.8");
    assertThat(run.out()).contains("1767225601.500000");
    assertThat(Json.mapper().readTree(run.out()).path("commands")).hasSize(2);
  }

  @Test
  void curvesAndRulesStandInTheCommandItself() throws IOException {
    Path shipped = LumenHome.locate().root().resolve("configs/risk_autotune.yaml");
    assertThat(tell("curves", shipped.toString(), "--job", address()).exitCode()).isZero();
    assertThat(told.get(0))
        .contains("\"kp_curve\":[[0.0,0.35],[0.1,0.33],[0.2,0.28],[0.3,0.22]]", "\"ki_base\":0.08");
    Path rules = Files.createDirectory(temp.resolve("evidence"));
    Files.writeString(rules.resolve("risk_map.yaml"), "[]\n");
    Files.writeString(rules.resolve("quote_rules.yaml"), "[]\n");
    assertThat(tell("rules", rules.toString(), "--job", address()).exitCode()).isZero();
    assertThat(told(1).path("risk_map").asText()).isEqualTo("[]\n");
    assertThat(tell("ticks", "--min", "100", "--max", "300", "--job", address()).exitCode())
        .isZero();
    assertThat(told(2).path("max_tick_ms").asInt()).isEqualTo(300);
  }

  @Test
  void writtenCommandsStandBehindEachOther() throws IOException {
    Path file = temp.resolve("night.ndjson");
    Files.writeString(file, "{\"id\":\"first\"}");
    String[] first = {"write", file.toString(), "release", "--at", "1767225600.5", "--id", "a"};
    CommandRun run = tell(first);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("written release a for tenant default: takes effect at 2026-");
    tell("write", file.toString(), "ticks", "--min", "20", "--max", "30", "--at", "9", "--id", "b");
    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(Files.readAllLines(file).get(1))
        .isEqualTo(
            "{\"id\":\"a\",\"author\":\"%s\",\"tenant\":\"default\",\"effective_ts\":1767225600.500000,\"type\":\"release\"}"
                .formatted(System.getProperty("user.name")));
    assertThat(Files.readAllLines(file).get(2)).contains("\"id\":\"b\"", "\"min_tick_ms\":20.0");
    assertThat(told).isEmpty();
  }

  @Test
  void mistakeIsSaidBeforeAnyoneIsTold() throws IOException {
    refused(
        "must be a number in 0.6..0.9: ure=0.5\nmust be a number in 0.1..0.4: sensors=0.5",
        tell("weights", "--ure", "0.5", "--sensors", "0.5", "--job", address()));
    refused("--run DIR, --job HOST:PORT or --kafka HOST:PORT/TOPIC must be given", tell("release"));
    refused("--kafka must be HOST:PORT/TOPIC: x", tell("release", "--kafka", "x"));
    refused("--job must be HOST:PORT: nowhere", tell("release", "--job", "nowhere"));
    refused(
        "--at must be epoch seconds or an instant",
        tell("release", "--at", "noon", "--job", "x:1"));
    refused(
        "--at must be a time after 1970, in seconds: 1767225600123",
        tell("release", "--at", "1767225600123", "--job", address()));
    Path yaml = Files.writeString(temp.resolve("risk.yaml"), "kp_cruve: [[0, 1]]\n");
    refused(
        "risk.yaml:1:1 kp_cruve: must be a known key",
        tell("curves", yaml.toString(), "--job", address()));
    refused("must be a file, does not exist", tell("curves", "none.yaml", "--job", address()));
    refused("folder must hold risk_map.yaml", tell("rules", temp.toString(), "--job", address()));
    String file = temp.resolve("night.ndjson").toString();
    refused("--at must be given", tell("write", file, "release"));
    refused(
        "either a file or a job must be told", tell("write", file, "release", "--job", address()));
    refused("a command must follow FILE", tell("write", file));
    refused(
        "control file must be a readable file",
        tell("write", temp.toString(), "release", "--at", "9"));
    assertThat(temp.resolve("night.ndjson")).doesNotExist();
    assertThat(told).isEmpty();
  }

  private static void refused(String message, CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("lumenctl: ").contains(message);
  }

  @Test
  void refusalOfTheJobIsItsReason() {
    answer = "{\"error\":\"no\",\"findings\":[\"must be this\",\"and that\"]}";
    status = 400;
    refused("must be this\nand that", tell("release", "--job", address()));
    status = 409;
    CommandRun late = tell("release", "--job", address(), "--at", "9");
    assertThat(late.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(late.err()).contains("must be this");
    status = 404;
    answer = "<p>";
    CommandRun other = tell("release", "--job", address());
    assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(other.err()).contains("a live job must take the command: it is answered with 404");
  }

  @Test
  void jobThatDoesNotAnswerIsOneLine() throws IOException {
    String gone = address();
    job.stop(0);
    CommandRun run = tell("release", "--job", gone);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "lumenctl: a live job must listen there: none answers at " + gone);
    CommandRun folder = tell("release", "--run", temp.resolve("none").toString());
    assertThat(folder.err()).contains("a live job must run with this folder as its --out");
  }
}
