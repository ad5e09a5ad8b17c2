package lumen.ctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.event.Position;
import lumen.overlay.plain.PlainLog;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.Verdict;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.RouteOutputs;
import lumen.runtime.evidence.EvidenceEntry;
import org.junit.jupiter.api.Test;

/** What the rules of the job make of a gateway of which everything is known. */
class GatewayTest {
  private static final OverlaySettings SETTINGS =
      OverlayCatalogue.CATALOGUE
          .readTexts(
              "",
              Map.of(
                  OverlayConfigFile.OVERLAY, GatewayStory.overlay(),
                  OverlayConfigFile.FLAGS, GatewayStory.flags(10)))
          .orThrow();

  private final List<String> lines = new ArrayList<>();
  private final Heard heard = new Heard();

  /** What was said of the log. */
  private static final class Heard implements RouteOutputs {
    final List<String> rules = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    long doubled;
    RouteAccount account;

    @Override
    public void decision(Decision decision) {
      decisions.add(decision);
    }

    @Override
    public void answer(Decision decision) {
      // As decided.
    }

    @Override
    public void verdict(Verdict verdict) {
      // Told by evidence too.
    }

    @Override
    public void evidence(EvidenceEntry entry) {
      rules.add(entry.rule());
    }

    @Override
    public void account(RouteAccount last) {
      account = last;
    }

    @Override
    public void reject(RouteReason reason, String detail, String stream, Position position) {
      assertThat(reason).isEqualTo(RouteReason.DUPLICATE_OUTCOME);
      doubled++;
    }
  }

  private GatewayTruth play(GatewaySettings settings) throws IOException {
    GatewayTruth truth = new Gateway(settings, SETTINGS).play(lines::add);
    PlainLog log = new PlainLog(SETTINGS, "log", heard);
    lines.forEach(log::take);
    log.end();
    return truth;
  }

  /**
   * Nothing is spent unseen: a day with faults of each kind closes to the request and the token.
   */
  @Test
  void accountsOfADayAreTheTruth() throws IOException {
    GatewayTruth truth = play(GatewayStory.steady(7, 1_440, 0.5, FeedFaults.USUAL));
    var counts = heard.account.counts();
    assertThat(truth.lost).as("faults of each kind").isGreaterThan(100);
    assertThat(counts.requests()).isEqualTo(truth.requests);
    assertThat(counts.repeated()).isEqualTo(truth.repeated);
    assertThat(counts.decided()).isEqualTo(truth.requests - truth.repeated);
    assertThat(counts.late()).isEqualTo(truth.late);
    assertThat(counts.diverted()).isEqualTo(truth.diverted);
    assertThat(heard.doubled).isEqualTo(truth.doubled);
    assertThat(counts.tokens()).isEqualTo(truth.tokens);
    assertThat(counts.success() + counts.failure() + counts.timeout())
        .as("all results but those that came too late")
        .isEqualTo(truth.results.values().stream().mapToLong(Long::longValue).sum() - truth.late);
    assertThat(counts.decided())
        .isEqualTo(
            counts.success()
                + counts.failure()
                + counts.timeout()
                + counts.missing()
                + counts.waiting()
                + counts.notFollowed());
  }

  @Test
  void storyHappensAsItIsTold() throws IOException {
    play(GatewayStory.settings(1, 60, 5, FeedFaults.USUAL));
    assertThat(heard.rules)
        .containsSubsequence(
            "control:rollout-30",
            "rollback_first:closed>open",
            "rollback_first:open>half_open",
            "rollback_first:half_open>closed",
            "tokens:refund_processing:rollback_first:warn",
            "tokens:refund_processing:rollback_first:block",
            "tokens:refund_processing:rollback_first:release");
    assertThat(heard.rules).noneMatch(rule -> rule.startsWith("blind"));
    long given =
        heard.decisions.stream()
            .filter(decision -> decision.overlay().equals(GatewayStory.OVERLAY))
            .count();
    assertThat((double) given / heard.decisions.size()).isBetween(0.05, 0.3);
  }

  @Test
  void sameSeedGivesTheSameLines() throws IOException {
    List<String> again = new ArrayList<>();
    new Gateway(GatewayStory.settings(3, 10, 5, FeedFaults.USUAL), SETTINGS).play(lines::add);
    new Gateway(GatewayStory.settings(3, 10, 5, FeedFaults.USUAL), SETTINGS).play(again::add);
    assertThat(again).isEqualTo(lines);
    again.clear();
    new Gateway(GatewayStory.settings(4, 10, 5, FeedFaults.USUAL), SETTINGS).play(again::add);
    assertThat(again).isNotEqualTo(lines);
  }
}
