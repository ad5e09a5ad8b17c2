package lumen.ctl.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.ChannelState;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntNoiseTest {
  @TempDir private Path config;

  private LumenSettings settings() throws IOException {
    Files.writeString(
        config.resolve("fusion.yaml"), "align: {kalman: {q: 0.002, r_max: 0.0061}}\n");
    Files.writeString(config.resolve("sensors.yaml"), "sources: {belt: {weight: 3}}\n");
    return SettingsLoader.load(config);
  }

  private static TenantState tenant(String name, ChannelState... channels) {
    return new TenantState(
        name,
        Optional.empty(),
        false,
        0,
        Arrays.asList(channels),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static ChannelState channel(String source, double q, double r) {
    return new ChannelState(new ChannelId(source, "k"), 0, 0, 1, q, r, 7);
  }

  @Test
  void channelsOfAllTenantsCountByTheirWeight() throws IOException {
    LearntNoise noise =
        LearntNoise.of(
                List.of(
                    tenant("a", channel("belt", 0.001, 0.004), channel("wrist", 0.002, 0.008)),
                    tenant("b"),
                    tenant("c", channel("wrist", 0.005, 0.01))),
                settings())
            .orElseThrow();
    assertThat(noise.q()).isCloseTo(0.01 / 5, within(1e-15));
    assertThat(noise.r()).isCloseTo(0.03 / 5, within(1e-15));
    assertThat(noise.channels()).isEqualTo(3);
    assertThat(noise.tenants()).isEqualTo(2);
  }

  @Test
  void patchHasFourDigitsWithinTheBounds() throws IOException {
    LearntNoise noise = new LearntNoise(0.00123456, 0.0061234, 3, 2);
    assertThat(Json.mapper().readTree(noise.patch("file:/a/savepoint-1f/", settings())).toString())
        .isEqualTo(
            "[{\"file\":\"fusion.yaml\",\"key\":\"align.kalman.q\",\"from\":0.002,\"to\":0.001235,"
                + "\"why\":\"weighted mean of 3 channels of 2 tenants in savepoint-1f\"},"
                + "{\"file\":\"fusion.yaml\",\"key\":\"align.kalman.r\",\"from\":0.002,\"to\":0.0061,"
                + "\"why\":\"weighted mean of 3 channels of 2 tenants in savepoint-1f\"}]");
  }

  @Test
  void savepointWithoutFiltersHasLearntNothing() throws IOException {
    assertThat(LearntNoise.of(List.of(tenant("a")), settings())).isEmpty();
  }
}
