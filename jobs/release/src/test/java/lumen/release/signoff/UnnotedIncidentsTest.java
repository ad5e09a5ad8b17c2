package lumen.release.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lumen.release.signoff.UnnotedIncidents.Incident;
import org.junit.jupiter.api.Test;

final class UnnotedIncidentsTest {
  private static final double T = 1_767_225_600;
  private static final double DAY = 86_400;

  private static String line(double ts, String tenant, String kind, String rule, String values) {
    return "{\"id\":\"%s/%s/%.0f\",\"ts\":%.1f,\"tenant\":\"%s\",\"kind\":\"%s\",\"rule\":\"%s\",\"values\":{%s}}"
        .formatted(tenant, rule, ts * 1e6, ts, tenant, kind, rule, values);
  }

  private static String fall(String tenant) {
    return line(T, tenant, "state", "E2>E4", "");
  }

  private static String note(double ts, String tenant, String more) {
    return line(ts, tenant, "note", "note:n", "\"author\":\"ann\",\"text\":\"x\"" + more);
  }

  private static List<Incident> of(String... lines) {
    return UnnotedIncidents.of(List.of(lines), List.of(), T + 2 * DAY);
  }

  @Test
  void rollbackWithoutANoteIsOne() {
    assertThat(of(fall("a"), line(T, "a", "state", "E4>E1", "")))
        .containsExactly(new Incident("a/E2>E4/1767225600000000", "a", T, "E2>E4"));
  }

  @Test
  void noteOfTheTenantWithinADayIsEnough() {
    assertThat(of(fall("a"), note(T + DAY - 1, "a", ""))).isEmpty();
    assertThat(of(fall("a"), note(T + DAY + 1, "a", ""))).as("too late").hasSize(1);
    assertThat(of(fall("a"), note(T - 1, "a", ""))).as("before it").hasSize(1);
    assertThat(of(fall("a"), note(T + 9, "b", ""))).as("of another").hasSize(1);
  }

  @Test
  void noteThatSaysWhatItIsAboutIsAboutNothingElse() {
    assertThat(of(fall("a"), note(T + 9, "b", ",\"refs\":\"x, a/E2>E4/1767225600000000\"")))
        .isEmpty();
    assertThat(of(fall("a"), note(T + 9, "a", ",\"refs\":\"x\""))).hasSize(1);
    assertThat(of(fall("a"), note(T + 9, "a", ",\"from\":1767225599.5,\"to\":1767225601")))
        .isEmpty();
    assertThat(of(fall("a"), note(T + 9, "a", ",\"from\":1767225601,\"to\":1767225602")))
        .hasSize(1);
  }

  @Test
  void thereIsADayToNoteIt() {
    assertThat(UnnotedIncidents.of(List.of(fall("a")), List.of(), T + DAY - 1)).isEmpty();
  }

  @Test
  void criticalAlertOfTheJobIsOneToo() {
    List<Incident> alerts = List.of(new Incident("JobLost", "", T, "JobLost"));
    assertThat(UnnotedIncidents.of(List.of(), alerts, T + 2 * DAY)).isEqualTo(alerts);
    assertThat(UnnotedIncidents.of(List.of(note(T + 5, "a", "")), alerts, T + 2 * DAY)).isEmpty();
  }

  @Test
  void whatIsNoEvidenceIsSaid() {
    assertThatThrownBy(() -> of("{\"x\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be an entry of evidence: {\"x\":1}");
  }
}
