package lumen.governance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lumen.governance.reference.ReferenceService;

/** A service's lines with their configuration in a folder, and what a run has committed. */
record LedgerFolder(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static LedgerFolder of(Path folder, ReferenceService service) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.write(folder.resolve("input.ndjson"), service.bytes("input.ndjson"));
    Files.writeString(config.resolve("governance.yaml"), service.text("governance.yaml"));
    StringBuilder control = new StringBuilder();
    for (String line : service.lines("control.ndjson")) {
      control.append(line).append('\n');
    }
    if (!control.isEmpty()) {
      Files.writeString(folder.resolve("control.ndjson"), control);
    }
    return new LedgerFolder(folder);
  }

  /** The arguments of a run; the control file is told where there is one. */
  List<String> arguments(Path out, int parallelism, double speed, Path... inputs) {
    List<String> args = new ArrayList<>();
    Path[] logs = inputs.length == 0 ? new Path[] {folder.resolve("input.ndjson")} : inputs;
    for (Path log : logs) {
      args.addAll(List.of("--input", log.toString()));
    }
    args.addAll(List.of("--out", out.toString(), "--config", folder.resolve("config").toString()));
    args.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    args.addAll(List.of("--speed", Double.toString(speed)));
    Path control = folder.resolve("control.ndjson");
    if (Files.exists(control)) {
      args.addAll(List.of("--control", control.toString()));
    }
    return args;
  }

  /** The committed lines of an output, parts in the order of their first lines. */
  static List<String> lines(Path out, String output) throws IOException {
    Path folder = out.resolve(output);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<List<String>> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(LedgerFolder::isPart).toList()) {
        parts.add(Files.readAllLines(file));
      }
    }
    parts.sort(Comparator.comparingDouble(LedgerFolder::firstTime));
    return parts.stream().flatMap(List::stream).toList();
  }

  private static boolean isPart(Path file) {
    return Files.isRegularFile(file) && file.getFileName().toString().startsWith("part-");
  }

  /** Rejects and accounts tell no time. */
  private static double firstTime(List<String> part) {
    try {
      return JSON.readTree(part.get(0)).path("ts").asDouble(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
