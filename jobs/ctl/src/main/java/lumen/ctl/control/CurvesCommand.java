package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import lumen.fusion.settings.RiskAutotuneFile;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.signal.gain.GainCurve;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control curves}. */
@Command(
    name = "curves",
    description = "Replaces the gain schedule of the bridge: kp_curve, kd_curve and ki_base.")
final class CurvesCommand extends OrderCommand {
  @Parameters(paramLabel = "YAML", description = "A risk_autotune.yaml; it is checked first.")
  private Path file;

  @Override
  String type() {
    return "curves";
  }

  @Override
  void order(ObjectNode command) {
    RiskAutotuneFile risk;
    try {
      risk = SettingsLoader.riskAutotune(file);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    points(command.putArray("kp_curve"), risk.kpCurve());
    points(command.putArray("kd_curve"), risk.kdCurve());
    command.put("ki_base", risk.kiBase());
  }

  private static void points(ArrayNode table, GainCurve curve) {
    curve.points().forEach(point -> table.addArray().add(point.x()).add(point.y()));
  }
}
