package lumen.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.overlay.reference.ReferenceLog;

/** A log with its configuration in a folder, and what a run of it has committed beside it. */
record RouteFolder(Path folder) {
  private static final Pattern TIME = Pattern.compile("\"ts\":([0-9.]+)");

  static RouteFolder of(Path folder, ReferenceLog log) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("input.ndjson"), log.text("input.ndjson"));
    for (String file : List.of("overlay.yaml", "overlay_flags.yaml")) {
      Files.writeString(config.resolve(file), log.text("config/" + file));
    }
    String control = log.text("control.ndjson");
    if (!control.isEmpty()) {
      Files.writeString(folder.resolve("control.ndjson"), control);
    }
    return new RouteFolder(folder);
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
      for (Path file : files.filter(RouteFolder::isPart).toList()) {
        parts.add(Files.readAllLines(file));
      }
    }
    parts.sort(Comparator.comparingDouble(RouteFolder::firstTime));
    return parts.stream().flatMap(List::stream).toList();
  }

  private static boolean isPart(Path file) {
    return Files.isRegularFile(file) && file.getFileName().toString().startsWith("part-");
  }

  /** Rejects tell no time. */
  private static double firstTime(List<String> part) {
    Matcher time = TIME.matcher(part.get(0));
    return time.find() ? Double.parseDouble(time.group(1)) : 0;
  }
}
