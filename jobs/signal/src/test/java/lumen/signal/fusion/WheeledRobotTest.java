package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.DoubleStream;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;
import lumen.signal.reference.OpenRecordings;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.api.Test;

/** A wheeled robot outdoors: its odometry's yaw rate lags the gyroscope by 0.4 s. */
class WheeledRobotTest {
  private static final TargetGrid GRID = TargetGrid.ofHz(5);
  private static final ChannelId GYRO = new ChannelId("imu", "gyro_y");
  private static final ChannelId WHEELS = new ChannelId("odom", "yaw_rate");

  private static FusionRig fused(Weighting weighting) throws IOException {
    ChannelSettings channels =
        new ChannelSettings(
            GRID,
            new ClipSettings(ClipSettings.Method.QUANTILE, 0.01, 0.99, 30, 20),
            Interpolation.LINEAR,
            Double.NaN,
            2,
            10,
            60,
            new BandSettings(0.1, 1.5, 51));
    FusionSettings fusion =
        new FusionSettings(
            GRID,
            new LagSettings(LagSettings.Method.XCORR, 2, 0.5),
            new KalmanSettings(Adaptation.RESIDUAL, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2),
            60,
            12,
            weighting,
            0.7,
            0.3,
            1,
            Fallback.URE_ONLY,
            30,
            2,
            51);
    FusionRig rig = new FusionRig(channels, fusion);
    try (InputStream events = Files.newInputStream(OpenRecordings.events("robot_husky_a"))) {
      Recording recording = Recording.read(events, 2_000_000, 10_000_000);
      recording.channels().keySet().retainAll(Set.of(GYRO, WHEELS));
      rig.take(recording, 0, Long.MAX_VALUE);
    }
    rig.advance(Long.MAX_VALUE);
    return rig;
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.filter(v -> !Double.isNaN(v)).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double medianLag(FusionRig rig, ChannelId channel) {
    return median(
        rig.channelFrames.stream()
            .filter(c -> c.channel().equals(channel) && c.lag() != 0)
            .mapToDouble(ChannelFrame::lag));
  }

  private static double medianCoherence(FusionRig rig) {
    return median(rig.frames.stream().mapToDouble(f -> f.sensors().coherence()));
  }

  @Test
  void wheelsFollowTheGyroscopeByTwoSteps() throws IOException {
    FusionRig rig = fused(Weighting.ENVELOPE);
    System.out.printf(
        "wheeled robot: lags %.3f %.3f, coherence %.4f, unweighted %.4f%n",
        medianLag(rig, GYRO),
        medianLag(rig, WHEELS),
        medianCoherence(rig),
        medianCoherence(fused(Weighting.NONE)));
    assertThat(medianLag(rig, GYRO)).isBetween(-1.3, -0.7);
    assertThat(medianLag(rig, WHEELS)).isBetween(0.7, 1.3);
  }

  @Test
  void coherenceIsThatOfTheMovementNotOfTheRest() throws IOException {
    assertThat(medianCoherence(fused(Weighting.ENVELOPE))).isGreaterThan(0.9);
    assertThat(medianCoherence(fused(Weighting.NONE))).isLessThan(0.75);
  }
}
