package lumen.jobs;

import java.util.List;

/**
 * What was found before a job is started.
 *
 * @param problems a line for each reason not to start, with what mends it
 * @param notes a line for each thing that is worth knowing and may come right by itself
 */
public record StartCheck(List<String> problems, List<String> notes) {
  /** Copies the lists. */
  public StartCheck {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }
}
