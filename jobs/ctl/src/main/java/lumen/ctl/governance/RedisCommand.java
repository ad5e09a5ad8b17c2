package lumen.ctl.governance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.FileTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl governance redis}: what a Redis tells of itself as a line. */
@Command(
    name = "redis",
    description = {
      "Prints the answer of `redis-cli INFO` as a `sample` line: counters of the cache and its",
      "memory. Beside samples of the service itself: alone it would count as minutes that are up."
    })
final class RedisCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The answer of INFO, or - for standard input.")
  private Path file;

  @Option(
      names = "--service",
      required = true,
      paramLabel = "S",
      description = "Whose cache it is.")
  private String service;

  @Option(names = "--span", paramLabel = "S", description = "What the line covers, s [60].")
  private long span = 60;

  @Override
  public Integer call() throws IOException {
    if (span < 1 || span > 3600) {
      throw CommandFailure.usage("--span must be in 1..3600: " + span);
    }
    String line = new RedisInfo(file.toString(), text()).line(service, span);
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
    return ExitCode.OK;
  }

  private String text() throws IOException {
    if (file.toString().equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "the answer of INFO must be a readable file: %s: %s".formatted(file, FileTrouble.of(e)));
    }
  }
}
