package lumen.ctl.control;

import picocli.CommandLine.Command;

/** {@code lumenctl control refuse}. */
@Command(
    name = "refuse",
    description = "Governance job: what a decision proposes or advises is not done.")
final class RefuseCommand extends AnswerCommand {
  @Override
  String type() {
    return "refuse";
  }
}
