package lumen.ctl.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.live.LiveJob;
import lumen.event.CommandText;
import lumen.event.MalformedCommandException;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/** Hands commands to a live job, which says when each takes effect. */
final class CommandClient implements Delivery {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;

  private final LiveJob job;

  private CommandClient(LiveJob job) {
    this.job = job;
  }

  /** The door of the job that writes into this folder. */
  static CommandClient ofRun(Path out) {
    return new CommandClient(LiveJob.of(out.toAbsolutePath().normalize()));
  }

  /** The door at this address, host:port. */
  static CommandClient at(String address) {
    return new CommandClient(LiveJob.at(address));
  }

  @Override
  public CommandText deliver(CommandText command) {
    LiveJob.Answer answer = job.command(command.json());
    if (answer.status() == OK) {
      return taken(answer);
    }
    String why = String.join("\n", findings(answer));
    throw answer.status() == BAD_REQUEST || answer.status() == TOO_LARGE
        ? CommandFailure.usage(why)
        : CommandFailure.failed(why);
  }

  private static CommandText taken(LiveJob.Answer answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    try {
      return CommandText.ofNotice(body, 0, body.length);
    } catch (MalformedCommandException e) {
      throw CommandFailure.failed("the job's answer " + e.getMessage());
    }
  }

  private static List<String> findings(LiveJob.Answer answer) {
    List<String> findings = new ArrayList<>();
    try {
      JsonNode body = Json.mapper().readTree(answer.body());
      body.path("findings").forEach(finding -> findings.add(finding.asText()));
    } catch (JsonProcessingException e) {
      // Whoever listens there is no job.
    }
    return findings.isEmpty()
        ? List.of("a live job must take the command: it is answered with " + answer.status())
        : findings;
  }

  @Override
  public String verb() {
    return "accepted";
  }
}
