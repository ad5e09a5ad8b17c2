package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import lumen.signal.lag.LagSettings;
import org.junit.jupiter.api.Test;

/** Seeded rigs with everything that happens to sensors. */
class TenantFusionPropertyTest {
  private static final int RIGS = 400;
  private static final int RETURNING = 150;

  private static Scenario scenario(long seed) {
    return seed < 0 ? Scenario.returning(seed) : Scenario.of(seed);
  }

  private static List<FusedFrame> frames(TenantFusion fusion) {
    List<FusedFrame> frames = new ArrayList<>();
    fusion.advance(Long.MAX_VALUE, frames::add, null);
    return frames;
  }

  @Test
  void equalsTheDefinitionWordByWord() {
    int reformings = 0;
    int frames = 0;
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    for (long seed = -RETURNING; seed < RIGS; seed++) {
      Scenario scenario = scenario(seed);
      if (lagsAreTies(scenario.settings())) {
        continue;
      }
      PlainFusion plain = new PlainFusion(scenario.settings(), scenario);
      List<FusedFrame> expected = plain.frames();
      List<FusedFrame> found = frames(scenario.given());
      assertThat(found)
          .as("seed %d", seed)
          .extracting(FusedFrame::grid)
          .isEqualTo(expected.stream().map(FusedFrame::grid).toList());
      for (int i = 0; i < found.size(); i++) {
        assertAgree(seed, found.get(i), expected.get(i));
        modes.add(found.get(i).mode());
      }
      reformings += plain.reformings();
      frames += found.size();
    }
    System.out.printf("%d rigs: %d frames, lags moved %d times%n", RIGS, frames, reformings);
    assertThat(modes).containsExactlyInAnyOrder(Mode.values());
    assertThat(reformings).isGreaterThan(RIGS);
  }

  /** On two or three values correlations tie but for rounding, and a lag of 1e-17 is not whole. */
  private static boolean lagsAreTies(FusionSettings settings) {
    return settings.lag().method() == LagSettings.Method.XCORR && settings.windowSteps() < 12;
  }

  private static void assertAgree(long seed, FusedFrame found, FusedFrame expected) {
    String where = "seed " + seed + " g=" + found.grid();
    assertThat(found.mode()).as(where).isEqualTo(expected.mode());
    assertThat(found.streamsFresh()).as(where).isEqualTo(expected.streamsFresh());
    assertThat(found.streamsTotal()).as(where).isEqualTo(expected.streamsTotal());
    assertThat(found.sensors().channels()).as(where).isEqualTo(expected.sensors().channels());
    assertAgree(where + " phase_diff", found.phaseDiff(), expected.phaseDiff());
    assertAgree(where + " harmony", found.harmony(), expected.harmony());
    assertAgree(where + " coherence", found.coherence(), expected.coherence());
    assertAgree(where + " entropy_ratio", found.entropyRatio(), expected.entropyRatio());
    assertAgree(where + " sync_quality", found.syncQuality(), expected.syncQuality());
    assertAgree(where + " order", found.order(), expected.order());
    assertAgree(where + " q", found.q(), expected.q());
    assertAgree(where + " r", found.r(), expected.r());
  }

  private static void assertAgree(String what, double found, double expected) {
    boolean agrees =
        Double.isNaN(expected)
            ? Double.isNaN(found)
            : Math.abs(found - expected) <= 1e-9 * Math.max(1e-3, Math.abs(expected));
    assertThat(agrees).as("%s: found %s, expected %s", what, found, expected).isTrue();
  }

  @Test
  void cutsOrderAndRestoresChangeNoBit() {
    int restores = 0;
    for (long seed = -RETURNING; seed < RIGS; seed++) {
      Scenario scenario = scenario(seed);
      List<FusedFrame> whole = frames(scenario.given());
      Owner owner = new Owner(scenario, new Random(seed + 1_000_000));
      assertSame(seed, owner.frames(), whole);
      restores += owner.restores;
    }
    System.out.printf("%d rigs: %d restores%n", RIGS, restores);
    assertThat(restores).isGreaterThan(10 * RIGS);
  }

  private static void assertSame(long seed, List<FusedFrame> found, List<FusedFrame> expected) {
    for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
      assertThat(found.get(i)).as("seed %d frame %d", seed, i).isEqualTo(expected.get(i));
    }
    assertThat(found).as("seed %d", seed).hasSameSizeAs(expected);
  }

  /** Holds the persistent parts as an operator does, and drops the fusion at random. */
  private static final class Owner {
    private final Scenario scenario;
    private final Random random;
    private final FusionSettings settings;
    private final List<Scenario.Block> coming;
    private final List<Scenario.Block> retained = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private final List<FusedFrame> frames = new ArrayList<>();
    private TenantFusion fusion;
    private int restores;

    Owner(Scenario scenario, Random random) {
      this.scenario = scenario;
      this.random = random;
      this.settings = scenario.settings();
      this.coming = scenario.blocks(random);
      this.fusion = new TenantFusion(settings, "t1");
    }

    List<FusedFrame> frames() {
      long given = Long.MIN_VALUE;
      long last = scenario.lastStep() + 2 * settings.windowSteps();
      long step = scenario.firstStep() - 3;
      while (step < last) {
        step += 1 + random.nextInt(random.nextBoolean() ? 3 : (int) settings.windowSteps() + 9);
        long frontier = settings.grid().floorMicros(step) + settings.horizonMicros();
        giveAligned(step + settings.maxLagSteps() + random.nextInt(9));
        giveReferences(given, frontier);
        given = frontier;
        advance(frontier);
        if (random.nextBoolean()) {
          restore();
        }
      }
      giveAligned(Long.MAX_VALUE);
      giveReferences(given, Long.MAX_VALUE);
      fusion.advance(Long.MAX_VALUE, frames::add, null);
      assertThat(fusion.nextStep()).isEqualTo(Long.MAX_VALUE);
      return frames;
    }

    private void giveAligned(long lastStep) {
      List<Scenario.Block> now = new ArrayList<>();
      for (Iterator<Scenario.Block> i = coming.iterator(); i.hasNext(); ) {
        Scenario.Block block = i.next();
        if (block.first() <= lastStep) {
          now.add(block);
          i.remove();
        }
      }
      now.sort((a, b) -> b.id().compareTo(a.id()));
      now.forEach(this::align);
      retained.addAll(now);
    }

    private void align(Scenario.Block block) {
      block.alignTo(fusion, scenario.weight(block.id()));
    }

    private void giveReferences(long from, long to) {
      for (Map.Entry<UreValue, java.util.NavigableMap<Long, Double>> e :
          scenario.references().entrySet()) {
        List<Map.Entry<Long, Double>> values =
            new ArrayList<>(e.getValue().subMap(from, true, to, false).entrySet());
        Collections.shuffle(values, random);
        values.forEach(v -> fusion.reference(e.getKey(), v.getKey(), v.getValue()));
      }
    }

    private void advance(long frontier) {
      long announced = fusion.nextStep();
      int before = frames.size();
      fusion.advance(frontier, frames::add, c -> assertThat(c.tenant()).isEqualTo("t1"));
      if (frames.size() > before) {
        assertThat(announced).isLessThanOrEqualTo(frames.get(before).grid());
      }
      if (fusion.reformed() && random.nextBoolean()) {
        chunks.clear();
      }
      byte[] taken = fusion.takeDifferences();
      if (taken != null) {
        chunks.add(taken);
      }
      retained.removeIf(block -> block.end() <= fusion.alignedFrom());
    }

    private void restore() {
      byte[] snapshot = fusion.snapshot();
      fusion = TenantFusion.restore(settings, "t1", snapshot, chunks);
      retained.forEach(this::align);
      if (random.nextInt(4) == 0) {
        retained.forEach(this::align);
      }
      assertThat(fusion.snapshot()).isEqualTo(snapshot);
      restores++;
    }
  }
}
