package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GainsAtCommandTest {
  @TempDir private Path config;

  private CommandRun at(String... arguments) {
    List<String> all = new ArrayList<>(List.of("gains", "at"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return TuneRun.of(all.toArray(String[]::new));
  }

  private void surface(String b0) throws IOException {
    Files.writeString(
        config.resolve("gain_surface.json"), "{\"b0\":" + b0 + ",\"bx\":-0.5,\"by\":1,\"bxy\":0}");
  }

  /** Between the knots 0.1 and 0.2: kp 0.33 to 0.28, kd 0.12 to 0.14. */
  @Test
  void curvesSaySoWithoutASurface() {
    CommandRun run = at("0.14");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            kp  0.31      kp_curve
            ki  0.06276   ki_base (kp / kp_curve(0))^2
            kd  0.128     kd_curve
            """);
  }

  @Test
  void surfaceSaysKpWhereThePhaseIsKnown() throws IOException {
    surface("0.35");
    assertThat(at("0.14", "--phase", "0.02").out())
        .startsWith("kp  0.3       gain_surface.json" + System.lineSeparator());
    assertThat(at("0.14").out())
        .startsWith("kp  0.31      kp_curve: gain_surface.json says more with --phase");
    surface("3");
    assertThat(at("0.14", "--phase", "0.02").out())
        .startsWith("kp  0.35      gain_surface.json: 2.95, limited to the range of kp_curve");
  }

  @Test
  void whatActsIsShownWhereACurveSaysMore() throws IOException {
    Files.writeString(config.resolve("risk_autotune.yaml"), "kd_curve: [[0, 2]]\nki_base: 0.5\n");
    assertThat(at("1", "--json").out())
        .contains("\"entropy_ratio\" : 1.0", "\"phase_diff\" : null")
        .containsIgnoringWhitespaces(
            "\"ki\": {\"value\": 0.19755102040816333, \"from\": \"ki_base (kp / kp_curve(0))^2\"}")
        .containsIgnoringWhitespaces(
            "\"kd\": {\"value\": 0.9, \"from\": \"kd_curve: 2, limited so that the loop does not"
                + " swing\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1.1~0.02~an entropy ratio must be 0 to 1: 1.1",
        "NaN~0.02~an entropy ratio must be 0 to 1: NaN",
        "0.1~0.6~--phase must be 0 to 0.5 cycles: 0.6",
      })
  void wrongRiskIsRefused(String entropyRatio, String phase, String message) {
    CommandRun run = at(entropyRatio, "--phase", phase);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).isEqualToIgnoringNewLines("lumenctl: " + message);
  }
}
