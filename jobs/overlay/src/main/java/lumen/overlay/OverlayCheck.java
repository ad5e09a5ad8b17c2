package lumen.overlay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.overlay.settings.FeatureVariable;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.overlay.settings.OverlayFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.job.JobArguments;
import lumen.settings.SettingsException;

/**
 * What is looked at before the job is started.
 *
 * @param problems a line for each reason not to start
 * @param notes a line for each thing that is worth knowing
 */
public record OverlayCheck(List<String> problems, List<String> notes) {
  /** Copies the lists. */
  public OverlayCheck {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /**
   * Looks at arguments, configuration and {@link FeatureVariable}.
   *
   * @throws SettingsException if the config folder cannot be used
   * @throws IllegalArgumentException naming an argument or a feature that there is not
   */
  public static OverlayCheck of(JobArguments arguments) {
    OverlayMain.require(arguments);
    OverlaySettings settings = OverlayMain.settings(arguments);
    FeatureVariable.apply(arguments.features(), settings.flags());
    List<String> notes = new ArrayList<>();
    if (settings.flags().overlays().isEmpty()) {
      notes.add(
          "%s %s: every request is given the baseline, because `no_overlay`"
              .formatted(
                  OverlayConfigFile.FLAGS.fileName(),
                  isThere(arguments) ? "has no overlay" : "is not there"));
    }
    Optional<OverlayTopics> topics = OverlayTopics.of(arguments, settings);
    OverlayFile.Outputs outputs = settings.file().outputs();
    if (topics.isEmpty() && !(outputs.answers() + outputs.decisions()).isEmpty()) {
      notes.add("outputs: no topic is written, since recordings are read");
    }
    return new OverlayCheck(topics.map(OverlayTopics::problems).orElse(List.of()), notes);
  }

  private static boolean isThere(JobArguments arguments) {
    return arguments
        .config()
        .map(folder -> folder.resolve(OverlayConfigFile.FLAGS.fileName()))
        .filter((Path file) -> Files.isRegularFile(file))
        .isPresent();
  }
}
