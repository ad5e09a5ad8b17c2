package lumen.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.RoiSettings;
import lumen.runtime.job.JobArguments;
import lumen.settings.SettingsException;

/**
 * What is looked at before the job is started.
 *
 * @param problems a line for each reason not to start
 * @param notes a line for each thing that is worth knowing
 */
public record GovernanceCheck(List<String> problems, List<String> notes) {
  /** Copies the lists. */
  public GovernanceCheck {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /**
   * Looks at arguments, configuration and, where there are some, topics.
   *
   * @throws SettingsException if the config folder cannot be used
   * @throws IllegalArgumentException naming an argument that this job cannot have
   */
  public static GovernanceCheck of(JobArguments arguments) {
    GovernanceMain.require(arguments);
    GovernanceSettings settings = GovernanceMain.settings(arguments);
    RoiSettings roi = settings.roi();
    List<String> notes = new ArrayList<>();
    if (!roi.isByRecords() && roi.missCost() == null) {
      notes.add("roi.miss_cost is not set: no return is told, `not_set`");
    }
    Optional<GovernanceTopics> topics = GovernanceTopics.of(arguments, settings);
    if (topics.isEmpty() && settings.outputs().any()) {
      notes.add("outputs: no topic is written, since recordings are read");
    }
    if (topics.isPresent() && settings.inputs().commands().isEmpty()) {
      notes.add("inputs.commands is not set: nobody can approve, refuse, release or hold");
    }
    return new GovernanceCheck(topics.map(GovernanceTopics::problems).orElse(List.of()), notes);
  }
}
