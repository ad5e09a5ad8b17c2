package lumen.ctl.control;

import picocli.CommandLine.Command;

/** {@code lumenctl control approve}. */
@Command(
    name = "approve",
    description = "Governance job: what a decision proposes or advises is commanded at once.")
final class ApproveCommand extends AnswerCommand {
  @Override
  String type() {
    return "approve";
  }
}
