package lumen.fusion.settings;

import java.util.Locale;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.fusion.Fallback;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.Weighting;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;
import lumen.signal.regularise.Interpolation;

/** Translates what the files say into the settings of the mathematics. */
final class SignalSettings {
  private SignalSettings() {}

  static FusionSettings fusion(FusionFile file) {
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
        file.resample().maxGapS(),
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
        new BandSettings(file.band().lowHz(), file.band().highHz(), file.band().taps()));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
