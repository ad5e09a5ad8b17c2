package lumen.ctl.upgrade;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.FailureLines;
import lumen.terminal.Json;
import lumen.watch.gate.GateCommand;
import picocli.CommandLine;

/** Asks a gate as {@code lumenctl gate} asks it, so that both say the same. */
final class GateQuestion {
  private GateQuestion() {}

  /**
   * What it says.
   *
   * @param open whether it is open
   * @param reading what {@code gate --json} prints
   */
  record Answer(boolean open, JsonNode reading) {
    /** What closes it, in a line. */
    String why() {
      List<String> reasons = new ArrayList<>();
      for (JsonNode one : reading.path("verdicts")) {
        if (!one.path("outcome").asText().equals("PASS")) {
          reasons.add(
              "%s%s: %s, is %s, must be %s"
                  .formatted(
                      one.path("condition").asText(),
                      one.path("tenant").asText().isEmpty()
                          ? ""
                          : " of " + one.path("tenant").asText(),
                      one.path("outcome").asText().toLowerCase(java.util.Locale.ROOT),
                      one.path("value").asText(),
                      one.path("threshold").asText()));
        }
      }
      return reasons.isEmpty() ? "no tenant has a bridge" : String.join("; ", reasons);
    }
  }

  /**
   * Asks it.
   *
   * @param arguments as of {@code lumenctl gate}, without {@code --json}
   * @throws CommandFailure where it cannot be asked
   */
  static Answer ask(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new GateCommand());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    FailureLines.reportOf(line, () -> false);
    List<String> all = new ArrayList<>(arguments);
    all.add("--json");
    int exit = line.execute(all.toArray(new String[0]));
    if (out.toString().isBlank()) {
      throw new CommandFailure(
          exit == ExitCode.OK ? ExitCode.FAILED : exit,
          err.toString().strip().replaceFirst("^lumenctl: ", ""));
    }
    try {
      return new Answer(exit == ExitCode.OK, Json.mapper().readTree(out.toString()));
    } catch (JacksonException e) {
      throw CommandFailure.failed("a gate must answer in JSON: " + e.getOriginalMessage());
    }
  }
}
