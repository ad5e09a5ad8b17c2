package lumen.fusion.settings;

import java.util.Locale;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.channel.ChannelTraits;
import lumen.signal.clip.ClipSettings;
import lumen.signal.fusion.Fallback;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.Weighting;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.now.NowSettings;
import lumen.signal.packet.PacketSettings;
import lumen.signal.regularise.Interpolation;

/** Translates what the files say into the settings of the mathematics. */
final class SignalSettings {
  private SignalSettings() {}

  /**
   * The settings of a tenant's fusion.
   *
   * @param packets whether any source sends packets: a sample then is known up to {@code max_gap_s}
   *     later
   */
  static FusionSettings fusion(FusionFile file, boolean packets) {
    FusionFile.Kalman kalman = file.align().kalman();
    return new FusionSettings(
        TargetGrid.ofHz(file.resample().targetHz()),
        new LagSettings(
            constant(LagSettings.Method.class, file.lag().method()),
            file.lag().maxLagS(),
            file.lag().minPeak()),
        new KalmanSettings(
            constant(Adaptation.class, file.align().adapt()),
            kalman.q(),
            kalman.r(),
            kalman.qMin(),
            kalman.qMax(),
            kalman.rMin(),
            kalman.rMax()),
        file.window().rebalanceWindowS(),
        file.window().entropyBins(),
        constant(Weighting.class, file.window().weighting()),
        file.weights().ure(),
        file.weights().sensors(),
        file.failover().minStreams(),
        constant(Fallback.class, file.failover().fallback()),
        file.failover().staleAfterS(),
        packets ? 2 * file.resample().maxGapS() : file.resample().maxGapS(),
        file.band().taps());
  }

  static ChannelSettings channel(FusionFile file, SourceSettings source, Interpolation usual) {
    FusionFile.Clip clip = source.clip();
    return new ChannelSettings(
        TargetGrid.ofHz(file.resample().targetHz()),
        new ClipSettings(
            constant(ClipSettings.Method.class, clip.method()),
            clip.pLow(),
            clip.pHigh(),
            clip.windowS(),
            clip.minSamples()),
        source.interpolation().isEmpty()
            ? usual
            : constant(Interpolation.class, source.interpolation()),
        source.rateHz(),
        file.resample().maxGapS(),
        file.resample().rateWaitS(),
        file.window().rebalanceWindowS(),
        new BandSettings(file.band().lowHz(), file.band().highHz(), file.band().taps()),
        new ChannelTraits(source.angle(), source.onset().intervals(), source.minDistinct()));
  }

  static NowChannelSettings now(FusionFile file, FusionSettings fusion) {
    FusionFile.Now now = file.now();
    NowSettings filters =
        new NowSettings(
            fusion.grid(),
            file.band().lowHz(),
            file.band().highHz(),
            now.resonators(),
            now.forgetS(),
            now.ridge(),
            now.minTrainedS(),
            (int) fusion.windowSteps());
    return new NowChannelSettings(filters, Math.round(now.delayS() * 1e6), fusion.horizonMicros());
  }

  /** A pause may be no longer than half the window, so that what is behind it begins anew. */
  static PacketSettings packets(FusionFile file, SourceSettings source) {
    long rebalance = Math.round(file.window().rebalanceWindowS() * 1e6);
    long gap = Math.round(file.resample().maxGapS() * 1e6);
    return new PacketSettings(
        source.stamp(), source.rateHz(), Math.min(gap, rebalance / 2), rebalance);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
