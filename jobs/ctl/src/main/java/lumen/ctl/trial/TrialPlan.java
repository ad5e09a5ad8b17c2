package lumen.ctl.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What a {@link TrialProcess} is to do, as a file of properties between two processes.
 *
 * @param jar the jar that is tried
 * @param mainClass its class with {@code main}
 * @param arguments of {@code main}
 * @param parallelism of what the job does not fix itself
 * @param savepoint URI of the savepoint that is restored with cut ends; empty: the job runs to the
 *     end of its input, with its own sources and sinks
 * @param scratch folder for the states of the run
 * @param result where {@link TrialResult} is written
 */
record TrialPlan(
    Path jar,
    String mainClass,
    List<String> arguments,
    int parallelism,
    Optional<String> savepoint,
    Path scratch,
    Path result) {
  TrialPlan {
    arguments = List.copyOf(arguments);
  }

  void write(Path file) throws IOException {
    Properties all = new Properties();
    all.setProperty("jar", jar.toString());
    all.setProperty("main", mainClass);
    for (int i = 0; i < arguments.size(); i++) {
      all.setProperty("argument." + i, arguments.get(i));
    }
    all.setProperty("parallelism", Integer.toString(parallelism));
    savepoint.ifPresent(at -> all.setProperty("savepoint", at));
    all.setProperty("scratch", scratch.toString());
    all.setProperty("result", result.toString());
    try (OutputStream out = Files.newOutputStream(file)) {
      all.store(out, null);
    }
  }

  static TrialPlan read(Path file) throws IOException {
    Properties all = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in);
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; all.containsKey("argument." + i); i++) {
      arguments.add(all.getProperty("argument." + i));
    }
    return new TrialPlan(
        Path.of(all.getProperty("jar")),
        all.getProperty("main"),
        arguments,
        Integer.parseInt(all.getProperty("parallelism")),
        Optional.ofNullable(all.getProperty("savepoint")),
        Path.of(all.getProperty("scratch")),
        Path.of(all.getProperty("result")));
  }
}
