package lumen.overlay.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lumen.overlay.reference.RouteLogRun;

/**
 * Runs the overlay's goldens through the rules alone, in a process of its own, since a changed rule
 * may never end. Exits with 0 where all are green, with 1 and the name of the first that is red.
 * The golden whose features come from the environment is left out: it is the log of another.
 */
final class GoldenCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONE = "";

  private GoldenCheck() {}

  /**
   * Runs them.
   *
   * @param args the folder of the goldens
   */
  public static void main(String[] args) throws IOException {
    String red = firstRed(Path.of(args[0]));
    if (!red.isEmpty()) {
      System.out.println(red);
      System.exit(1);
    }
  }

  private static String firstRed(Path goldens) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(goldens)) {
      folders = all.filter(GoldenCheck::isOverlay).sorted().toList();
    }
    for (Path folder : folders) {
      if (!isGreen(folder)) {
        return folder.getFileName().toString();
      }
    }
    return NONE;
  }

  private static boolean isOverlay(Path folder) {
    try {
      Path golden = folder.resolve("golden.yaml");
      String text = Files.exists(golden) ? Files.readString(golden) : NONE;
      return text.contains("job: overlay\n") && !text.contains("\nfeatures:");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it is so in one go, and with all tenants taken up anew behind every third line. */
  private static boolean isGreen(Path folder) throws IOException {
    try {
      return isGreen(folder, Integer.MAX_VALUE) && isGreen(folder, 3);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static boolean isGreen(Path folder, int restartAfter) throws IOException {
    RouteLogRun run =
        new RouteLogRun(
                text(folder, "config/overlay.yaml"), text(folder, "config/overlay_flags.yaml"))
            .control(lines(folder, "control.ndjson"));
    int line = 0;
    for (String text : lines(folder, "input.ndjson")) {
      run.take(text);
      if (++line % restartAfter == 0) {
        run.restart();
      }
    }
    run.end();
    return run.decisions().equals(lines(folder, "expected/decisions.ndjson"))
        && run.verdicts().equals(lines(folder, "expected/verdicts.ndjson"))
        && run.evidence().equals(lines(folder, "expected/evidence.ndjson"))
        && run.accounts().equals(lines(folder, "expected/accounts.ndjson"))
        && sorted(run.rejects()).equals(rejects(folder));
  }

  private static List<String> rejects(Path folder) throws IOException {
    List<String> rejects = new ArrayList<>();
    for (String line : lines(folder, "expected/rejects.ndjson")) {
      JsonNode reject = JSON.readTree(line);
      rejects.add(
          "%s %s %d"
              .formatted(
                  reject.path("reason").asText(),
                  reject.path("stream").asText(),
                  reject.path("line").asLong()));
    }
    return sorted(rejects);
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static String text(Path folder, String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path) : NONE;
  }

  private static List<String> lines(Path folder, String file) throws IOException {
    return text(folder, file).lines().toList();
  }
}
