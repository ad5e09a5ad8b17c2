package lumen.ctl.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;

/** The goldens that ship, at parallelism 1 and 2. */
final class GoldensITCase {
  @Test
  void shippedGoldensHold() {
    Path shipped = LumenHome.locate().root().resolve("configs/goldens");
    assertThat(GoldenFolder.all(shipped))
        .extracting(GoldenFolder::name)
        .contains(
            "borders_of_the_rules",
            "borders_of_rest",
            "demo_rig",
            "refund_processing_duplicate",
            "regulatory_compliance_audit_prep",
            "security_incident_containment",
            "security_incident_baseline_only");
    CommandRun run = LumenctlRun.of("golden", "validate");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
  }
}
