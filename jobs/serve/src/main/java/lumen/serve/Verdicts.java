package lumen.serve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a Prometheus with the shipped rules says: of budgets and gates as JSON, and what fires. */
public interface Verdicts {
  /**
   * Every objective with what is left of its budget.
   *
   * @throws IOException with what would be right, if nobody answers
   */
  String objectives() throws IOException;

  /**
   * The alerts that fire now and are to be heard of: those that are critical first.
   *
   * @throws IOException with what would be right, if nobody answers
   */
  List<FiringAlert> firing() throws IOException;

  /**
   * What a gate asks for and finds; empty if there is no such gate.
   *
   * @throws IOException with what would be right, if nobody answers
   */
  Optional<String> gate(String name) throws IOException;
}
