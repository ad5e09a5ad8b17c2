package lumen.governance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another implementation made of the same lines comes out, to nine digits. */
class ReferenceServiceTest {
  @ParameterizedTest
  @EnumSource
  void scorecardsAreTheSame(ReferenceService service) {
    assertSame(service.ran().scorecards(), service.lines("expected/scorecard.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void decisionsAreTheSame(ReferenceService service) {
    assertSame(service.ran().decisions(), service.lines("expected/decisions.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void edgesAreTheSame(ReferenceService service) {
    assertSame(service.ran().edges(), service.lines("expected/edges.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void evidenceIsTheSame(ReferenceService service) {
    assertSame(service.ran().evidence(), service.lines("expected/evidence.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void theSameLinesAreRejected(ReferenceService service) {
    List<String> expected = new ArrayList<>();
    for (String line : service.lines("expected/rejects.ndjson")) {
      JsonNode reject = NineDigits.read(line);
      expected.add(reject.path("reason").textValue() + ' ' + reject.path("line").longValue());
    }
    assertThat(service.ran().rejects()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void accountsAreTheSame(ReferenceService service) {
    ServiceRun run = service.ran();
    JsonNode stream = NineDigits.read(service.lines("expected/accounts.ndjson").get(0));
    JsonNode account = NineDigits.read(service.lines("expected/accounts.ndjson").get(1));
    assertThat(run.counts())
        .containsExactly(
            stream.path("read").longValue(),
            stream.path("accepted").longValue(),
            stream.path("late").longValue());
    Map<String, Integer> reasons = new TreeMap<>();
    stream
        .path("reasons")
        .properties()
        .forEach(e -> reasons.put(e.getKey(), e.getValue().intValue()));
    assertThat(run.reasons()).isEqualTo(reasons);
    JsonNode found = NineDigits.read(run.account());
    account
        .properties()
        .forEach(
            each ->
                assertThat(found.path(each.getKey()).asText())
                    .as(each.getKey())
                    .isEqualTo(
                        each.getKey().endsWith("_ts")
                            ? Double.toString(each.getValue().doubleValue())
                            : each.getValue().asText()));
  }

  private static void assertSame(List<String> found, List<String> expected) {
    List<String> differences = NineDigits.differences(found, expected);
    assertThat(differences.subList(0, Math.min(20, differences.size())))
        .as("%d differences", differences.size())
        .isEmpty();
  }
}
