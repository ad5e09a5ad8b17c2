package lumen.ctl.cases;

import static lumen.ctl.cases.CaseFigures.coherence;
import static lumen.ctl.cases.CaseFigures.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import lumen.ctl.session.RunFolder;

/** Cases that the keys of a signal are for: angles, packets, onsets, values. */
final class SignalCases {
  private SignalCases() {}

  static List<FieldCase> all() {
    return List.of(
        given(
            "heading_wrap, `angle: degrees`",
            "two headings sway in phase, one about north (359 -> 0)",
            "0.965 at 0.473 cycles",
            "0.9999 at 0.001",
            "north: {angle: degrees}, east: {angle: degrees}",
            run -> {
              assertThat(coherence(run)).isCloseTo(0.9999, within(1e-4));
              assertThat(mean(run, "phase_diff")).isLessThan(0.002);
            }),
        made(
            "phases, `angle: radians`",
            "a slow turn that sways, written from 0 to 2 pi and from -pi to pi",
            "above 0.999, in phase",
            new MadeSignals()
                .turning("a", 240, 20, 0, 2 * Math.PI)
                .turning("b", 240, 20, -Math.PI, Math.PI),
            "a: {angle: radians}, b: {angle: radians}",
            run -> inPhase(run, 0.999)),
        given(
            "chunk_array, `samples: packet`",
            "an array holds 12 consecutive samples of ONE channel",
            "12 channels locked with themselves",
            "one channel, no coherence",
            "muse: {samples: packet}",
            run -> {
              assertThat(coherence(run)).isNaN();
              assertThat(mean(run, "streams_total")).isEqualTo(1);
            }),
        given(
            "wholeseconds, `samples: packet`",
            "5 Hz samples with whole-second stamps; 0.9 and 1.1 Hz, unrelated",
            "0.986, no note",
            "near chance",
            "robot1: {samples: packet}, robot2: {samples: packet}",
            run -> assertThat(coherence(run)).isLessThan(0.2)),
        given(
            "burst, `samples: packet`",
            "packets of 10 samples 1 us apart at 10 Hz, 60 s",
            "F = 1 MHz: not done after 60 s",
            "coherence 1.0",
            "b1: {samples: packet}, b2: {samples: packet}",
            run -> assertThat(coherence(run)).isCloseTo(1, within(1e-6))),
        made(
            "arrays and bursts, `samples: packet`",
            "a device sends arrays of 20, another bursts of 25, of one breath at 100 Hz",
            "above 0.9999, in phase",
            new MadeSignals().arrays("a", 240, 100, 20).packets("b", 240, 100, 25, 0),
            "a: {samples: packet}, b: {samples: packet, rate_hz: 100}",
            run -> inPhase(run, 0.9999)),
        given(
            "packet_beats, `samples: packet`",
            "beats stamped by their packet (whole second)",
            "0.013",
            "every beat used; the stamps are coarser than the rhythm",
            "p1: {interpolation: onset}, p2: {interpolation: onset, samples: packet}",
            run -> {
              assertThat(run.total("used")).isEqualTo(600);
              assertThat(run.summary().toString()).contains("\"duplicates\":0");
            }),
        given(
            "missed_beats, `onset: {missed: 1.6}`",
            "onsets, every 10th of one missed",
            "0.801",
            "1.0, sync_quality 0.90",
            "p1: {interpolation: onset}, p2: {interpolation: onset, onset: {missed: 1.6}}",
            run -> {
              assertThat(coherence(run)).isCloseTo(1, within(1e-3));
              assertThat(mean(run, "sync_quality")).isCloseTo(0.9, within(0.01));
            }),
        made(
            "steps, `onset: {missed: 1.5}`",
            "onsets of a pace that wanders, every 7th of one missed",
            "1.0, sync_quality 0.86",
            new MadeSignals().steps("p1", 300, 0).steps("p2", 300, 7),
            "p1: {interpolation: onset}, p2: {interpolation: onset, onset: {missed: 1.5}}",
            run -> {
              assertThat(coherence(run)).isCloseTo(1, within(1e-3));
              assertThat(mean(run, "sync_quality")).isCloseTo(6.0 / 7, within(0.02));
            }),
        given(
            "flat_dither, `min_distinct: 3`",
            "two good channels, one constant, one that dithers by 1 LSB",
            "0.446",
            "~1.0",
            "flat: {min_distinct: 3}, dither: {min_distinct: 3}",
            run -> assertThat(coherence(run)).isGreaterThan(0.99)),
        made(
            "a coarse sensor, `min_distinct: 5`",
            "two breaths, and a sensor that shows 4 values of noise",
            "above 0.999",
            new MadeSignals()
                .breathing("a", 240, 25, t -> 0)
                .breathing("b", 240, 25, t -> 0)
                .coarse("c", 240, 25, 4),
            "c: {min_distinct: 5}",
            run -> assertThat(coherence(run)).isGreaterThan(0.999)));
  }

  /** The same recordings as they are, without a key: a note names what is wrong, and the key. */
  static List<FieldCase> told() {
    return List.of(
        told(
            "wholeseconds",
            "5 Hz samples with whole-second stamps; 0.9 and 1.1 Hz, unrelated",
            "0.986, no note",
            "told: stamps are shared, and the key `samples: packet`",
            "",
            "80 %",
            "samples: packet"),
        told(
            "packet_beats",
            "beats stamped by their packet (whole second)",
            "0.013",
            "told: stamps are coarser than the rhythm",
            "sources: {p1: {interpolation: onset}, p2: {interpolation: onset}}\n",
            "coarse"),
        told(
            "flat_dither",
            "two good channels, one constant, one that dithers by 1 LSB",
            "0.446",
            "told, with the key `min_distinct`",
            "",
            "dither",
            "min_distinct: 3"));
  }

  private static FieldCase told(
      String name, String situation, String before, String right, String sensors, String... words) {
    return new FieldCase(
        name,
        situation,
        before,
        right,
        List.of(),
        sensors,
        "",
        CaseFigures::quality,
        run -> assertThat(run.notes()).anySatisfy(note -> assertThat(note).contains(words)));
  }

  private static void inPhase(RunFolder run, double leastCoherence) {
    assertThat(coherence(run)).isGreaterThan(leastCoherence);
    assertThat(mean(run, "phase_diff")).isLessThan(0.005);
  }

  private static FieldCase given(
      String name,
      String situation,
      String before,
      String right,
      String sources,
      Consumer<RunFolder> check) {
    return new FieldCase(
        name, situation, before, right, List.of(), yaml(sources), "", CaseFigures::quality, check);
  }

  private static FieldCase made(
      String name,
      String situation,
      String right,
      MadeSignals signals,
      String sources,
      Consumer<RunFolder> check) {
    return new FieldCase(
        name,
        situation,
        "",
        right,
        signals.lines(),
        yaml(sources),
        "",
        CaseFigures::quality,
        check);
  }

  private static String yaml(String sources) {
    return "sources: {" + sources + "}\n";
  }
}
