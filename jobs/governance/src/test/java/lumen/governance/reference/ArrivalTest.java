package lumen.governance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines of one time may come in any order: their sums are whole numbers. */
class ArrivalTest {
  private static final long SEED = 20_260_301;

  @ParameterizedTest
  @EnumSource
  void anyOrderIsTheSameBytes(ReferenceService service) {
    ServiceRun plain = service.ran();
    ServiceRun shuffled =
        new ServiceRun(TestSettings.read(service.text("governance.yaml")))
            .control(service.lines("control.ndjson"))
            .take(service.log())
            .shuffle(new Random(SEED))
            .end();
    assertThat(shuffled.scorecards()).as("seed %d", SEED).isEqualTo(plain.scorecards());
    assertThat(shuffled.decisions()).as("seed %d", SEED).isEqualTo(plain.decisions());
    assertThat(shuffled.edges()).as("seed %d", SEED).isEqualTo(plain.edges());
    assertThat(shuffled.evidence()).as("seed %d", SEED).isEqualTo(plain.evidence());
  }
}
