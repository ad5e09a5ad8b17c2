package lumen.overlay.gate;

import java.io.IOException;
import java.math.BigInteger;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.PairedSums;
import lumen.statistics.WholeSums;

/**
 * What came in one step, or in a window of steps: of an overlay in a scenario, and of the baseline
 * that it is held against.
 *
 * @param overlay of what the overlay ran
 * @param paired tokens of the overlay beside what the baseline would have taken, where told
 * @param baseline of what the baseline ran
 */
public record StepSums(Side overlay, PairedSums paired, Side baseline) {
  /** Nothing. */
  public static final StepSums NONE = new StepSums(Side.NONE, PairedSums.NONE, Side.NONE);

  /**
   * One side.
   *
   * @param tokens of all outcomes
   * @param overWarn how many were slower than what warns
   * @param overBlock how many were slower than what blocks
   * @param quality in millionths, of those that told it
   */
  public record Side(WholeSums tokens, long overWarn, long overBlock, WholeSums quality) {
    static final Side NONE = new Side(WholeSums.NONE, 0, 0, WholeSums.NONE);

    /** How many outcomes. */
    public long n() {
      return tokens.n();
    }

    Side plus(Cost cost, GateSettings.Latency slow) {
      return new Side(
          tokens.plus(cost.tokens()),
          overWarn + (cost.latencyMs() > slow.warnMs() ? 1 : 0),
          overBlock + (cost.latencyMs() > slow.blockMs() ? 1 : 0),
          cost.hasQuality() ? quality.plus(cost.qualityMillionths()) : quality);
    }

    Side plus(Side more) {
      return new Side(
          tokens.plus(more.tokens),
          overWarn + more.overWarn,
          overBlock + more.overBlock,
          quality.plus(more.quality));
    }
  }

  void write(StateWriter out) throws IOException {
    write(overlay, out);
    out.writeLong(paired.n());
    out.writeLong(paired.sum());
    out.writeLong(paired.baseSum());
    write(paired.squares(), out);
    write(paired.products(), out);
    write(paired.baseSquares(), out);
    write(baseline, out);
  }

  private static void write(Side side, StateWriter out) throws IOException {
    write(side.tokens(), out);
    out.writeLong(side.overWarn());
    out.writeLong(side.overBlock());
    write(side.quality(), out);
  }

  private static void write(WholeSums sums, StateWriter out) throws IOException {
    out.writeLong(sums.n());
    out.writeLong(sums.sum());
    write(sums.squares(), out);
  }

  private static void write(BigInteger number, StateWriter out) {
    out.field(number.toByteArray());
  }

  static StepSums read(StateReader in) throws IOException {
    return new StepSums(readSide(in), readPaired(in), readSide(in));
  }

  private static Side readSide(StateReader in) throws IOException {
    return new Side(readSums(in), in.readLong(), in.readLong(), readSums(in));
  }

  private static WholeSums readSums(StateReader in) throws IOException {
    return new WholeSums(in.readLong(), in.readLong(), readNumber(in));
  }

  private static PairedSums readPaired(StateReader in) throws IOException {
    return new PairedSums(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readNumber(in),
        readNumber(in),
        readNumber(in));
  }

  private static BigInteger readNumber(StateReader in) {
    return new BigInteger(in.fieldBytes());
  }

  StepSums plusOverlay(Cost cost, GateSettings.Latency slow) {
    PairedSums pairs =
        cost.hasBaseline() ? paired.plus(cost.tokens(), cost.baselineTokens()) : paired;
    return new StepSums(overlay.plus(cost, slow), pairs, baseline);
  }

  StepSums plusBaseline(Cost cost, GateSettings.Latency slow) {
    return new StepSums(overlay, paired, baseline.plus(cost, slow));
  }

  StepSums plus(StepSums more) {
    return new StepSums(
        overlay.plus(more.overlay), paired.plus(more.paired), baseline.plus(more.baseline));
  }

  /** The baseline alone. */
  StepSums withoutOverlay() {
    return new StepSums(Side.NONE, PairedSums.NONE, baseline);
  }
}
