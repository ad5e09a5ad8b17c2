package lumen.serve.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.serve.watch.PlainSample;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;

/** The last ten minutes. */
final class LiveFeedTest {
  private static final long T0 = 1_767_225_600_000L;
  private final LiveFeed feed = new LiveFeed(T0);

  private static PlainSample of(String metric, String tenant, double value) {
    return new PlainSample(metric, Map.of("tenant", tenant), value);
  }

  private static PlainSample events(String source, double count) {
    return new PlainSample("fusion_stream_ingest_total", Map.of("source", source), count);
  }

  private JsonNode told(long after, Optional<String> tenant, long now) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.mapper().createGenerator(text)) {
      json.writeStartObject();
      feed.writeTo(json, after, tenant, now);
      json.writeEndObject();
    }
    return Json.mapper().readTree(text.toString());
  }

  @Test
  void deltaHoldsWhatIsNewer() throws IOException {
    feed.take(T0, List.of(of("fusion_coherence_level", "a", 0.5)));
    feed.take(
        T0 + 1_000, List.of(of("fusion_coherence_level", "a", 0.93), of("bridge_state", "a", 2)));
    JsonNode a = told(1, Optional.of("a"), T0 + 1_500).path("tenants").path(0);
    assertThat(a.path("at").toString()).isEqualTo("[" + (T0 + 1_000) + "]");
    assertThat(a.path("figures").toString()).isEqualTo("{\"coherence\":[0.93],\"state\":[2.0]}");
    assertThat(told(7, Optional.empty(), T0 + 1_500).path("tenants").path(0).path("at")).hasSize(2);
  }

  @Test
  void frozenFramesGrowOld() throws IOException {
    feed.take(T0, List.of(of("fusion_coherence_level", "a", 0.5)));
    for (int i = 1; i <= 40; i++) {
      feed.take(
          T0 + i * 1_000L,
          List.of(of("fusion_coherence_level", "a", 0.5), of("bridge_tick_ms", "a", 200 + i)));
    }
    assertThat(feed.newestFrameMillis()).contains(T0);
    assertThat(told(0, Optional.of("a"), T0 + 40_000).path("tenants").path(0).path("frame_age_s"))
        .hasToString("40.0");
  }

  @Test
  void momentOfTheFrameIsTakenWhereItIsTold() {
    feed.take(
        T0 + 9_000,
        List.of(
            of("fusion_coherence_level", "a", 0.5),
            of("fusion_frame_emitted_timestamp_seconds", "a", T0 / 1e3 + 2.5)));
    assertThat(feed.newestFrameMillis()).contains(T0 + 2_500);
  }

  @Test
  void tenMinutesAndAHundredTenantsAreKept() throws IOException {
    for (int i = 0; i <= 700; i++) {
      feed.take(T0 + i * 1_000L, List.of(of("fusion_mode", "a", i)));
    }
    assertThat(told(0, Optional.of("a"), T0 + 700_000).path("tenants").path(0).path("at"))
        .hasSize(601);
    List<PlainSample> many = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      many.add(of("fusion_mode", "t" + i, 0));
    }
    feed.take(T0 + 701_000, many);
    JsonNode all = told(0, Optional.of("a"), T0 + 701_000);
    assertThat(all.path("names")).hasSize(LiveFeed.MOST_TENANTS);
    assertThat(all.path("tenants_left_out").asInt()).isEqualTo(31);
  }

  @Test
  void sourceThatStopsIsSilent() throws IOException {
    feed.take(T0, List.of(events("osc", 100)));
    assertThat(told(0, Optional.empty(), T0).path("sources").path(0).path("silent_s").isNull())
        .isTrue();
    feed.take(T0 + 1_000, List.of(events("osc", 150)));
    feed.take(T0 + 6_000, List.of(events("osc", 150)));
    JsonNode osc = told(0, Optional.empty(), T0 + 6_000).path("sources").path(0);
    assertThat(osc.path("silent_s").asDouble()).isEqualTo(5.0);
    assertThat(osc.path("per_second").asDouble()).isLessThan(50);
  }

  @Test
  void channelsAreThoseWithAFilter() throws IOException {
    feed.take(
        T0,
        List.of(
            of("fusion_streams_fresh", "a", 1),
            new PlainSample("fusion_nis", Map.of("tenant", "a", "source", "s", "key", "x"), 1),
            new PlainSample("fusion_nis", Map.of("tenant", "a", "source", "s", "key", "y"), 1)));
    assertThat(told(0, Optional.of("a"), T0).path("tenants").path(0).path("channels").asInt())
        .isEqualTo(2);
  }
}
