package lumen.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lumen.fusion.sink.Outputs;
import lumen.governance.sink.GovernanceOutlets;
import lumen.overlay.sink.RouteOutlets;
import org.junit.jupiter.api.Test;

/** A run into a folder of before replaces what it knows: it has to know all that a job writes. */
class KnownOutputsTest {
  @Test
  void everyOutputOfEveryJobIsKnownByItsLines() {
    List<String> names = new ArrayList<>();
    Outputs.ORDERED.forEach(output -> names.add(output.name()));
    Outputs.UNORDERED.stream()
        .filter(output -> output != Outputs.LOG)
        .forEach(output -> names.add(output.name()));
    RouteOutlets.ORDERED.forEach(output -> names.add(output.name()));
    names.add(RouteOutlets.REJECTS.name());
    GovernanceOutlets.ORDERED.forEach(output -> names.add(output.name()));
    GovernanceOutlets.NOT_TAKEN.forEach(output -> names.add(output.name()));
    names.add(GovernanceOutlets.ACCOUNTS.name());
    assertThat(names)
        .as("outputs whose lines stand in MadeByLumen.KEYS: add the keys of the first line there")
        .hasSizeGreaterThan(15)
        .allMatch(MadeByLumen::knows);
  }
}
