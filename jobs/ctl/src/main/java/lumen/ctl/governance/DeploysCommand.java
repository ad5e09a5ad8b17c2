package lumen.ctl.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.FileTrouble;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl governance deploys}: messages about revisions as lines. */
@Command(
    name = "deploys",
    description = {
      "Prints the bodies of messages about revisions as `deploy` lines: revisions of Cloud Run and",
      "Knative, deployments of Kubernetes. What is under way prints nothing and is counted."
    })
final class DeploysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Bodies, JSON, one or more in a file.")
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    List<String> lines = new ArrayList<>();
    long waiting = 0;
    for (Path file : files) {
      long number = 0;
      try (Reader text = open(file);
          MappingIterator<JsonNode> bodies =
              Json.mapper().readerFor(JsonNode.class).readValues(text)) {
        while (bodies.hasNextValue()) {
          JsonNode body = bodies.nextValue();
          number++;
          var line = new DeployBody(file + ": body " + number, body).line();
          line.ifPresent(lines::add);
          waiting += line.isPresent() ? 0 : 1;
        }
      } catch (JsonProcessingException e) {
        throw CommandFailure.usage("a body must be JSON: %s: body %d".formatted(file, number + 1));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    if (waiting > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("lumenctl: " + waiting + " bodies tell of nothing that has ended");
      err.flush();
    }
    return ExitCode.OK;
  }

  private static Reader open(Path file) {
    try {
      return Files.newBufferedReader(file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "a body must be a readable file: %s: %s".formatted(file, FileTrouble.of(e)));
    }
  }
}
