package lumen.ctl.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import lumen.ctl.account.Accounts;
import lumen.ctl.account.ObservedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each note about channels: what provokes it, and what nearly does. */
class ChannelNotesTest {
  @TempDir Path folder;

  private RunEnd run(MadeChannel... channels) throws Exception {
    List<ObservedChannel> made = Stream.of(channels).map(MadeChannel::made).toList();
    return new RunEnd(Accounts.read(List.of()), made, 1, folder);
  }

  private static MadeChannel channel(String source) {
    return new MadeChannel(source);
  }

  private static DoubleUnaryOperator sine(double hz) {
    return t -> Math.sin(2 * Math.PI * hz * t);
  }

  @Test
  void aShareOfEqualStampsIsTold() throws Exception {
    assertThat(StampNotes.of(run(channel("imu").at(5, 60).stamped(Math::floor))))
        .containsExactly(
            "channel stage/imu/x: 80 % of the samples (240 of 300) share their stamp with a later"
                + " one, which took their place: if they came in packets, `sources: {imu: {samples:"
                + " packet}}` in sensors.yaml spreads them");
  }

  @Test
  void aFewEqualStampsAreNot() throws Exception {
    DoubleUnaryOperator aFew = t -> t % 2 < 0.2 ? Math.floor(t / 0.2) * 0.2 : t;
    assertThat(StampNotes.of(run(channel("imu").at(20, 60).stamped(aFew)))).isEmpty();
  }

  /** Onsets every 0.85 s, stamped to the second. */
  @Test
  void stampsCoarserThanTheRhythmAreTold() throws Exception {
    assertThat(
            StampNotes.of(
                run(
                    channel("pulse")
                        .at(1 / 0.85, 120)
                        .values(t -> 1)
                        .onsets()
                        .stamped(Math::floor))))
        .singleElement()
        .asString()
        .startsWith(
            "channel stage/pulse/x: the stamps are coarser than the rhythm, whole multiples of 1 s")
        .contains("phases are off by up to 0.5 of a cycle", "let the sensor stamp");
  }

  @Test
  void stampsOfATwentiethOfThePeriodAreFineEnough() throws Exception {
    assertThat(
            StampNotes.of(
                run(
                    channel("pulse")
                        .at(1 / 0.85, 120)
                        .onsets()
                        .stamped(t -> Math.rint(t * 25) / 25))))
        .isEmpty();
  }

  @Test
  void aConstantChannelIsTold() throws Exception {
    assertThat(SilentNotes.of(run(channel("flat").values(t -> -187500.02).inBand(0, 1))))
        .containsExactly(
            "channel stage/flat/x: as good as silent, all its 6000 samples are -187500.02:"
                + " `sources: {flat: {min_distinct: 3}}` in sensors.yaml keeps it out of the phases");
  }

  @Test
  void aConstantChannelThatIsKeptOutAlreadyIsNot() throws Exception {
    assertThat(SilentNotes.of(run(channel("flat").values(t -> 4).minDistinct(3)))).isEmpty();
  }

  @Test
  void aSlowConstantChannelMayMarkMoments() throws Exception {
    assertThat(SilentNotes.of(run(channel("beat").at(1.2, 300).values(t -> 1))))
        .singleElement()
        .asString()
        .endsWith(
            "if they mark moments, such as beats, `sources: {beat: {interpolation: onset}}` in"
                + " sensors.yaml reads them so");
  }

  @Test
  void aChannelThatDithersByItsLastDigitIsTold() throws Exception {
    DoubleUnaryOperator noise = MadeChannel.noise(5);
    assertThat(
            SilentNotes.of(
                run(channel("loose").values(t -> noise.applyAsDouble(t) > 0 ? 0.5 : 0.25))))
        .singleElement()
        .asString()
        .contains("as good as silent, its 6000 samples are 0.25 or 0.5");
  }

  @Test
  void aSwitchThatBeatsAndThreeLevelsAreNotSilent() throws Exception {
    assertThat(SilentNotes.of(run(channel("gate").values(t -> t % 1 < 0.5 ? 0 : 1)))).isEmpty();
    assertThat(SilentNotes.of(run(channel("steps").values(t -> Math.floor(t * 20) % 3)))).isEmpty();
  }

  @Test
  void aSwitchThatHardlyEverMovesIsSilent() throws Exception {
    assertThat(SilentNotes.of(run(channel("door").values(t -> t < 100 ? 0 : 1)))).hasSize(1);
  }

  @Test
  void aChannelWithHardlyAPhaseIsTold() throws Exception {
    assertThat(SilentNotes.of(run(channel("buoy").at(0.25, 600).inBand(1, 0))))
        .containsExactly(
            "channel stage/buoy/x: as good as silent, a phase for 0 of 596 s: 149 of 149 intervals"
                + " are longer than `resample.max_gap_s` (2 s) of fusion.yaml; set it above the"
                + " usual one (4 s), or `sources: {buoy: {interpolation: onset}}` in sensors.yaml"
                + " if its samples mark moments");
    assertThat(SilentNotes.of(run(channel("buoy").at(0.25, 600).inBand(1, 0.2)))).isEmpty();
    DoubleUnaryOperator away = t -> t < 60 ? t : t + 3_000;
    assertThat(SilentNotes.of(run(channel("drum").stamped(away).inBand(1, 0)))).isEmpty();
  }

  @Test
  void twoChannelsThatAreTheSameAreTold() throws Exception {
    DoubleUnaryOperator once = MadeChannel.noise(9);
    double[] values = new double[6_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = once.applyAsDouble(i);
    }
    DoubleUnaryOperator copy = t -> values[(int) Math.round(t * 20)];
    assertThat(
            SameNotes.of(
                run(
                    channel("a").values(copy),
                    channel("b").values(copy).later(0.05),
                    channel("c").values(MadeChannel.noise(10)))))
        .containsExactly(
            "channels stage/a/x, stage/b/x carry the same samples (100 % of their runs of four"
                + " values): they are in step with themselves; leave all but one out, by `keys` of"
                + " `sources: {b: {keys: [...]}}` in sensors.yaml");
    assertThat(
            SameNotes.of(
                run(
                    channel("a").values(copy),
                    channel("b").values(t -> copy.applyAsDouble(t) * (1 + 1e-9)))))
        .isEmpty();
  }

  /** Coarse levels meet by chance: two switches are no copies. */
  @Test
  void channelsOfFewLevelsAreNotTakenForCopies() throws Exception {
    assertThat(
            SameNotes.of(
                run(
                    channel("a").values(t -> t % 1 < 0.5 ? 0 : 1),
                    channel("b").values(t -> t % 2 < 1 ? 0 : 1))))
        .isEmpty();
  }

  @Test
  void aRhythmOutsideTheBandIsTold() throws Exception {
    assertThat(BandNotes.of(run(channel("eeg").at(250, 60).values(sine(10)).inBand(0.01, 1))))
        .singleElement()
        .asString()
        .startsWith("channel stage/eeg/x: the rhythm, about ")
        .contains("lies outside the band", "`band.high_hz`", "`resample.target_hz`")
        .satisfies(note -> assertThat(hertz(note)).isBetween(9.8, 10.2));
    assertThat(BandNotes.of(run(channel("slow").at(20, 600).values(sine(0.07)).inBand(0.02, 1))))
        .singleElement()
        .satisfies(note -> assertThat(hertz(note)).isBetween(0.068, 0.072));
  }

  private static double hertz(String note) {
    return Double.parseDouble(note.replaceAll(".*about ([0-9.]+) Hz.*", "$1"));
  }

  @Test
  void rhythmsWithinTheBandAndNoiseAreNot() throws Exception {
    for (double hz : new double[] {0.2, 0.3, 1, 2.2}) {
      assertThat(BandNotes.of(run(channel("breath").values(sine(hz)).inBand(0.1, 1))))
          .as("%s Hz", hz)
          .isEmpty();
    }
    assertThat(BandNotes.of(run(channel("n").values(MadeChannel.noise(4)).inBand(0.4, 1))))
        .isEmpty();
    assertThat(
            BandNotes.of(
                run(
                    channel("both")
                        .at(250, 60)
                        .values(t -> sine(10).applyAsDouble(t) + sine(1).applyAsDouble(t)))))
        .isEmpty();
  }

  @Test
  void aDriftLargerThanTheRhythmIsTold() throws Exception {
    DoubleUnaryOperator breath = sine(0.3);
    MadeChannel drifting = channel("belt").values(t -> 20_000 + 3.3 * t + breath.applyAsDouble(t));
    assertThat(BandNotes.of(run(drifting)))
        .singleElement()
        .asString()
        .startsWith("channel stage/belt/x: the drift is ")
        .contains("`sources: {belt: {clip: {method: none}}}`");
    assertThat(BandNotes.of(run(drifting.inBand(0, 1)))).as("no rhythm to compare").isEmpty();
    assertThat(BandNotes.of(run(drifting.inBand(1, 1).unclipped()))).isEmpty();
    assertThat(BandNotes.of(run(channel("belt").values(t -> 0.02 * t + breath.applyAsDouble(t)))))
        .isEmpty();
  }

  @Test
  void aRateThatIsNotTheNominalOneIsTold() throws Exception {
    assertThat(RateNotes.of(run(channel("imu").at(102, 60).nominal(100))))
        .containsExactly(
            "channel stage/imu/x: samples come at 102 Hz, `rate_hz` says 100, 2 % off: `sources:"
                + " {imu: {rate_hz: 102}}` in sensors.yaml, or none, which estimates it");
    assertThat(RateNotes.of(run(channel("imu").at(100.5, 60).nominal(100)))).isEmpty();
    assertThat(RateNotes.of(run(channel("imu").at(102, 60)))).isEmpty();
  }

  @Test
  void clocksOfDifferentEpochsAreTold() throws Exception {
    assertThat(EpochNotes.of(run(channel("gps").later(-315_964_800), channel("imu"))))
        .containsExactly(
            "tenant stage: source gps from 2015-12-28T00:00:00Z and source imu from"
                + " 2026-01-01T00:00:00Z share no moment: their clocks count from different epochs;"
                + " if they began together, `sources: {gps: {clock: {mode: fixed, offset_s:"
                + " 315964800}}}` in sensors.yaml brings the former there");
    assertThat(EpochNotes.of(run(channel("a"), channel("b").later(300 * 86_400.0)))).isEmpty();
  }

  @Test
  void ofManySourcesThreeAreToldAndHowManyMoreThereAre() throws Exception {
    MadeChannel[] flat = new MadeChannel[10];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = channel("s" + i).values(t -> 4);
    }
    assertThat(SilentNotes.of(run(flat)))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("channel stage/s2/x: as good as silent")
        .endsWith("(and so for 7 more sources)");
  }

  /** A healthy pair: nothing to say, whatever the subject. */
  @Test
  void nothingIsSaidOfHealthyChannels() throws Exception {
    RunEnd healthy = run(channel("a"), channel("b").values(sine(0.31)).at(25, 300));
    assertThat(StampNotes.of(healthy)).isEmpty();
    assertThat(SilentNotes.of(healthy)).isEmpty();
    assertThat(SameNotes.of(healthy)).isEmpty();
    assertThat(BandNotes.of(healthy)).isEmpty();
    assertThat(RateNotes.of(healthy)).isEmpty();
    assertThat(EpochNotes.of(healthy)).isEmpty();
  }
}
