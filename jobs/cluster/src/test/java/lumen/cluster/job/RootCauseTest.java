package lumen.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RootCauseTest {
  @Test
  void innermostCauseWithoutClassAndFrames() {
    String trace =
        """
        org.apache.flink.client.program.ProgramInvocationException: The main method caused an error
        \tat org.apache.flink.client.program.PackagedProgram.callMainMethod(PackagedProgram.java:373)
        \t... 4 more
        Caused by: java.lang.RuntimeException: lumen.SettingsException: must be in 0.6..0.9: weights.ure=2
        \tat lumen.fusion.Main.main(Main.java:27)
        """;
    assertThat(RootCause.of(trace)).isEqualTo("must be in 0.6..0.9: weights.ure=2");
  }

  @Test
  void allLinesOfACauseAreKept() {
    String trace =
        """
        <Exception on server side:
        java.lang.IllegalStateException: outer
        \tat a.B.c(B.java:1)
        Caused by: java.lang.IllegalArgumentException: fusion.yaml:3:1: unknown key
        fusion.yaml:9:2: must be positive
        \tat a.B.c(B.java:1)
        End of exception on server side>
        """;
    assertThat(RootCause.of(trace))
        .isEqualTo("fusion.yaml:3:1: unknown key | fusion.yaml:9:2: must be positive");
  }

  @Test
  void causeWithoutMessageIsItsClass() {
    assertThat(RootCause.of("java.util.concurrent.TimeoutException\n\tat a.B.c(B.java:1)"))
        .isEqualTo("TimeoutException");
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(RootCause.of("Not found: /nothing")).isEqualTo("Not found: /nothing");
  }
}
