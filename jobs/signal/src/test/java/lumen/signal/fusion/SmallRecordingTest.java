package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The small synthetic recording, against every frame of an independent implementation. */
class SmallRecordingTest {
  private static final double TOLERANCE = 1e-9;
  private static final TargetGrid GRID = TargetGrid.ofHz(5);
  private static final ChannelSettings CHANNELS =
      new ChannelSettings(
          GRID,
          new ClipSettings(ClipSettings.Method.QUANTILE, 0.01, 0.99, 30, 20),
          Interpolation.LINEAR,
          Double.NaN,
          2,
          10,
          60,
          new BandSettings(0.2, 2.2, 51));
  private static final FusionSettings FUSION =
      new FusionSettings(
          GRID,
          new LagSettings(LagSettings.Method.XCORR, 2, 0.5),
          new KalmanSettings(Adaptation.RESIDUAL, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2),
          60,
          12,
          Weighting.ENVELOPE,
          0.7,
          0.3,
          1,
          Fallback.URE_ONLY,
          30,
          2,
          51);

  private static Recording recording;
  private static List<JsonNode> expected;

  @BeforeAll
  static void readFiles() throws IOException {
    try (InputStream events = resource("events.ndjson.gz")) {
      recording = Recording.read(events, 2_000_000, 10_000_000);
    }
    expected = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(resource("frames.ndjson.gz")), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        expected.add(json.readTree(line));
      }
    }
  }

  private static InputStream resource(String name) {
    return SmallRecordingTest.class.getResourceAsStream("/lumen/reference/small/" + name);
  }

  private static FusionRig wholeRecording() {
    FusionRig rig = new FusionRig(CHANNELS, FUSION);
    rig.take(recording, 0, Long.MAX_VALUE);
    rig.advance(Long.MAX_VALUE);
    return rig;
  }

  @Test
  void framesCoverTheSameStepsWithTheSameModes() {
    List<FusedFrame> frames = wholeRecording().frames;
    assertThat(frames).extracting(FusedFrame::grid).containsExactlyElementsOf(longs("g"));
    for (int i = 0; i < frames.size(); i++) {
      JsonNode e = expected.get(i);
      FusedFrame f = frames.get(i);
      assertThat(f.mode().wireName()).as("g=%d", f.grid()).isEqualTo(e.get("mode").textValue());
      assertThat(f.tenant()).isEqualTo(e.get("tenant").textValue());
      assertThat(f.streamsFresh()).as("g=%d", f.grid()).isEqualTo(e.get("streams_fresh").asInt());
      assertThat(f.streamsTotal()).as("g=%d", f.grid()).isEqualTo(e.get("streams_total").asInt());
    }
  }

  @Test
  void figuresOfEveryFrameAgreeToNineDigits() {
    List<FusedFrame> frames = wholeRecording().frames;
    double largest = 0;
    for (int i = 0; i < frames.size(); i++) {
      FusedFrame f = frames.get(i);
      JsonNode e = expected.get(i);
      largest = Math.max(largest, agree(f, "ts", f.ts(), e.get("ts")));
      largest = Math.max(largest, agree(f, "coherence", f.coherence(), e.get("coherence")));
      largest = Math.max(largest, agree(f, "phase_diff", f.phaseDiff(), e.get("phase_diff")));
      largest = Math.max(largest, agree(f, "harmony", f.harmony(), e.get("harmony")));
      largest = Math.max(largest, agree(f, "entropy", f.entropyRatio(), e.get("entropy_ratio")));
      largest = Math.max(largest, agree(f, "sync", f.syncQuality(), e.get("sync_quality")));
      largest = Math.max(largest, agree(f, "order", f.order(), e.get("order")));
      largest = Math.max(largest, agree(f, "q", f.q(), e.get("q")));
      largest = Math.max(largest, agree(f, "r", f.r(), e.get("r")));
      largest = Math.max(largest, sensorsAgree(f, e.get("sensors")));
    }
    System.out.println("small recording: largest relative difference " + largest);
    assertThat(largest).isGreaterThan(0);
  }

  @Test
  void lagsAgreeWhereTheyAreFormed() {
    Map<Long, Map<String, Double>> found = new TreeMap<>();
    for (ChannelFrame c : wholeRecording().channelFrames) {
      found
          .computeIfAbsent(c.grid(), g -> new TreeMap<>())
          .put(c.channel().source() + "/" + c.channel().key(), c.lag());
    }
    int formed = 0;
    for (JsonNode e : expected) {
      if (e.get("lag").isObject()) {
        Map<String, Double> lags = found.get(e.get("g").longValue());
        assertThat(lags).hasSize(e.get("lag").size());
        lags.forEach(
            (channel, lag) ->
                assertThat(Math.abs(lag - e.get("lag").get(channel).doubleValue()))
                    .as("lag of %s at %s", channel, e.get("g"))
                    .isLessThan(TOLERANCE));
        formed++;
      }
    }
    assertThat(formed).isEqualTo(5);
  }

  @Test
  void framesDoNotDependOnHowTheRecordingIsCut() {
    List<FusedFrame> whole = wholeRecording().frames;
    for (long seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      FusionRig rig = new FusionRig(CHANNELS, FUSION);
      long from = 0;
      long to = 1_760_000_000_000_000L;
      while (to < 1_760_000_320_000_000L) {
        to += 1 + (long) (random.nextDouble() * (seed < 3 ? 2e6 : 3e7));
        rig.take(recording, from, to);
        rig.advance(to);
        from = to;
      }
      rig.advance(Long.MAX_VALUE);
      assertThat(rig.frames).as("seed %d", seed).isEqualTo(whole);
    }
  }

  private static double sensorsAgree(FusedFrame f, JsonNode e) {
    SensorLevel s = f.sensors();
    double largest = agree(f, "sensors.coherence", s.coherence(), e.path(0));
    largest = Math.max(largest, agree(f, "sensors.phase_diff", s.phaseDiff(), e.path(1)));
    largest = Math.max(largest, agree(f, "sensors.entropy_ratio", s.entropyRatio(), e.path(2)));
    return Math.max(largest, agree(f, "sensors.harmony", s.harmony(), e.path(3)));
  }

  private static double agree(FusedFrame f, String key, double found, JsonNode e) {
    if (!e.isNumber()) {
      assertThat(found).as("%s at g=%d", key, f.grid()).isNaN();
      return 0;
    }
    double wanted = e.doubleValue();
    double off = Math.abs(found - wanted) / Math.max(Math.abs(wanted), 1e-12);
    assertThat(off)
        .as("%s at g=%d: found %s, expected %s", key, f.grid(), found, wanted)
        .isLessThanOrEqualTo(TOLERANCE);
    return off;
  }

  private static List<Long> longs(String key) {
    return expected.stream().map(e -> e.get(key).longValue()).toList();
  }
}
