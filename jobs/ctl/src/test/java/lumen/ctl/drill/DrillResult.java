package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import lumen.ctl.session.RunFolder;
import lumen.terminal.Json;

/**
 * What a drill left, held against what was sent.
 *
 * @param seconds for which the job listened
 * @param run the folder of the job
 * @param oscState how the OSC stream was at the end
 */
record DrillResult(
    int seconds,
    RunFolder run,
    String oscState,
    OscRig osc,
    MidiRig midi,
    UreRig ure,
    KafkaRig kafka) {
  private static final List<String> FATES =
      List.of("used", "rejected", "late", "filtered", "dropped");

  /** Every fault is seen in the frames, and so is its end. */
  void showsEveryFault() throws IOException {
    new DrillFrames(this).showEveryFault();
  }

  /** There are frames of both sides, and of each without the other. */
  void showsEachSideAlone() {
    for (String mode : List.of("fused", "ure_only", "sensors_only")) {
      assertThat(run.framesOf(mode)).as("frames of mode %s", mode).isPositive();
    }
  }

  /** Every message has one fate, and as many were received as were sent. */
  void accountsForEveryMessage() throws Exception {
    assertThat(run.summary().path("streams").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("osc", "midi", "ure", "kafka");
    run.accountsForAll(run.total("received"));
    for (var stream : run.summary().path("streams").properties()) {
      long fates = FATES.stream().mapToLong(fate -> stream.getValue().path(fate).asLong()).sum();
      assertThat(fates).as("fates of %s", stream).isEqualTo(count(stream.getKey(), "received"));
      assertThat(count(stream.getKey(), "used")).as("used of %s", stream).isPositive();
    }
    assertThat(count("osc", "received")).as("OSC messages").isEqualTo(osc.sent());
    FATES.forEach(fate -> assertThat(count("osc", fate)).as("%s of osc", fate).isPositive());
    assertThat(count("midi", "dropped")).as("dropped of midi").isZero();
    kafkaRecords();
    ureSamples();
  }

  private void kafkaRecords() throws ExecutionException, InterruptedException {
    assertThat(count("kafka", "received")).as("records").isEqualTo(kafka.sent());
    assertThat(count("kafka", "late")).as("late of kafka").isPositive();
    assertThat(count("kafka", "rejected")).as("rejected of kafka").isPositive();
  }

  private void ureSamples() throws IOException {
    List<String> failures;
    try (Stream<String> lines = Files.lines(run.folder().resolve("rejects.ndjson"))) {
      failures =
          lines.filter(line -> line.contains("\"pull_failed\"")).map(DrillResult::detail).toList();
    }
    long timedOut = failures.stream().filter(f -> f.contains("timed out")).count();
    long with500 = failures.stream().filter(f -> f.startsWith("must answer 200: 500")).count();
    assertThat(with500).as("pulls answered with 500").isEqualTo(ure.failed());
    // A busy machine may miss an answer that was given: it is a pull that timed out.
    long missed = timedOut - ure.hung();
    assertThat(missed).as("answers that came too late").isBetween(0L, ure.answered() / 10);
    assertThat(count("ure", "received"))
        .as("samples of %d answers, %d missed, %s", ure.answered(), missed, failures)
        .isEqualTo(
            UreRig.RECEIVED_PER_ANSWER * (ure.answered() - missed)
                + UreRig.RECEIVED_PER_FAILURE * (long) failures.size());
  }

  private static String detail(String line) {
    try {
      return Json.mapper().readTree(line).path("detail").asText();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a reject must be JSON: " + line, e);
    }
  }

  private long count(String stream, String what) {
    return run.summary().path("streams").path(stream).path(what).asLong();
  }

  /** Rows for the table of results, one for each stream. */
  String rows() throws ExecutionException, InterruptedException {
    return row("osc", osc.sent() + " messages", osc.faults())
        + row("midi", "-", midi.faults())
        + row("ure", ure.answered() + " answers", ure.faults())
        + row("kafka", kafka.sent() + " records", kafka.faults());
  }

  private String row(String stream, String sent, String faults) {
    StringBuilder row = new StringBuilder();
    for (Object cell : List.of(seconds + " s", stream, faults, sent, count(stream, "received"))) {
      row.append("| ").append(cell).append(' ');
    }
    FATES.forEach(fate -> row.append("| ").append(count(stream, fate)).append(' '));
    return row.append("|\n").toString();
  }
}
