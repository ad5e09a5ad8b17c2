package lumen.governance.reference;

import static lumen.governance.figure.ServiceCalendar.DAY;
import static lumen.governance.figure.ServiceCalendar.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import lumen.governance.part.LedgerPart;
import lumen.governance.settings.GovernanceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that is rebuilt from what was kept goes on as if nothing had been. */
class LedgerPartsTest {
  private static final int EVERY = 3;

  private static ServiceRun begin(ReferenceService service) {
    return new ServiceRun(TestSettings.read(service.text("governance.yaml")))
        .control(service.lines("control.ndjson"))
        .take(service.log());
  }

  @ParameterizedTest
  @EnumSource
  void rebuiltAfterEveryThirdLineItTellsTheSameBytes(ReferenceService service) {
    ServiceRun plain = service.ran();
    ServiceRun rebuilt = begin(service).endRebuilt(EVERY);
    assertThat(rebuilt.scorecards()).isEqualTo(plain.scorecards());
    assertThat(rebuilt.decisions()).isEqualTo(plain.decisions());
    assertThat(rebuilt.edges()).isEqualTo(plain.edges());
    assertThat(rebuilt.evidence()).isEqualTo(plain.evidence());
    assertThat(rebuilt.account()).isEqualTo(plain.account());
  }

  /** Every kind of part is there in some service; what became too old is kept no more. */
  @Test
  void everyKindIsKeptAndNothingTooOld() {
    TreeSet<LedgerPart> kinds = new TreeSet<>();
    for (ReferenceService service : ReferenceService.values()) {
      ServiceRun run = begin(service).endRebuilt(1000);
      run.kept().forEach(key -> kinds.add(LedgerPart.of(key)));
      assertThat(count(run, LedgerPart.MINUTES)).as("%s", service).isBetween(1L, 9L);
      assertThat(count(run, LedgerPart.VALUES)).as("%s", service).isBetween(1L, 31L);
      assertThat(count(run, LedgerPart.HOUR)).as("%s", service).isBetween(1L, 35L * 24);
      assertThat(count(run, LedgerPart.WAITING)).as("%s", service).isZero();
    }
    kinds.add(LedgerPart.WAITING);
    assertThat(kinds).containsExactlyInAnyOrder(LedgerPart.values());
  }

  private static long count(ServiceRun run, LedgerPart kind) {
    return run.kept().stream().filter(key -> LedgerPart.of(key) == kind).count();
  }

  @Test
  void serviceThatIsUnheardForLongIsForgotten() {
    GovernanceSettings settings = TestSettings.read("");
    String sample =
        "{\"type\":\"sample\",\"ts\":1772323260,\"span_s\":60,\"service\":\"api\",\"requests\":1,"
            + "\"errors_4xx\":0,\"errors_5xx\":0}";
    ServiceRun run = new ServiceRun(settings).texts(List.of(sample)).end();
    long last = 1_772_323_260 * SECOND;
    assertThat(run.ledger().lastStep()).isEqualTo(last);
    assertThat(run.ledger().isForgotten(last + 400 * DAY - 1)).isFalse();
    assertThat(run.ledger().isForgotten(last + 400 * DAY)).isTrue();
  }

  @Test
  void openDecisionIsNotForgotten() {
    ServiceRun run = begin(ReferenceService.BUDGET).end();
    assertThat(run.ledger().isForgotten(Long.MAX_VALUE / 2)).isTrue();
    ServiceRun waiting =
        new ServiceRun(TestSettings.read(ReferenceService.BUDGET.text("governance.yaml")))
            .control(
                List.of(
                    "{\"id\":\"x\",\"type\":\"hold\",\"tenant\":\"api\",\"effective_ts\":9e10}"))
            .take(ReferenceService.BUDGET.log())
            .end();
    assertThat(waiting.ledger().isForgotten(Long.MAX_VALUE / 2)).isFalse();
  }
}
