package lumen.fusion.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.ReferenceBlock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dlumen.drill.tenants}, 100,000 by default, that come, play two channels and a reference
 * for some seconds, and are never heard of again: when the last has rested, nothing of them is left
 * in state, no timer, and nothing in the heap.
 */
@Tag("drill")
@EnabledIfSystemProperty(named = "lumen.drill", matches = "long")
final class ManyTenantsDrill {
  private static final int TENANTS = Integer.getInteger("lumen.drill.tenants", 100_000);
  private static final int WAVE = 500;
  private static final int STEPS = 40;

  /** One of so many has a reference, and so a bridge, which ticks on for a quarter of an hour. */
  private static final int EVERY = 200;

  private static final long STEP = AlignedRig.STEP_MICROS;
  private static final long SECOND = 1_000_000;

  /** From one wave to the next. */
  private static final long BETWEEN = 10 * SECOND;

  /** Nothing that no command has set counts any more so long after the last that was heard. */
  private static final long REST = 16 * 60 * SECOND;

  /** Beyond that of the first wave, bytes: tables that have grown keep their length. */
  private static final long MOST_HEAP = 16 << 20;

  @TempDir private Path folder;

  @Test
  void nothingIsLeftOfThem() throws Exception {
    long begun = System.nanoTime();
    LumenSettings settings = SettingsLoader.load(ShortWindows.write(folder.resolve("config")));
    int most = 0;
    long firstHeap = 0;
    try (FuserRun run = FuserRun.of(settings)) {
      long at = AlignedRig.micros(0);
      long frames = 0;
      for (int first = 0; first < TENANTS; first += WAVE) {
        for (int i = first; i < Math.min(TENANTS, first + WAVE); i++) {
          plays(run, "tenant" + i, at, i % EVERY == 0);
        }
        at += BETWEEN;
        run.frontier(at);
        frames += run.frames.values().stream().mapToLong(lines -> lines.size()).sum();
        forgetLines(run);
        if (first % (40 * WAVE) == 0) {
          int entries = run.stateEntries();
          most = Math.max(most, entries);
          long heap = tell(first + WAVE, entries, run.timers(), begun);
          firstHeap = first == 0 ? heap : firstHeap;
        }
      }
      assertThat(most).as("entries of state while they played").isPositive();
      run.frontier(at + REST);
      frames += run.frames.values().stream().mapToLong(lines -> lines.size()).sum();
      forgetLines(run);
      int left = run.stateEntries();
      long heap = tell(TENANTS, left, run.timers(), begun);
      System.out.printf("%d tenants, %d frames, most entries of state %d%n", TENANTS, frames, most);
      assertThat(frames).isPositive();
      assertThat(left).isZero();
      assertThat(run.timers()).isZero();
      assertThat(heap).as("heap, bytes").isLessThan(firstHeap + MOST_HEAP);
    }
  }

  private static void plays(FuserRun run, String tenant, long fromMicros, boolean withReference)
      throws Exception {
    double[] value = new double[STEPS];
    double[] phase = new double[STEPS];
    double[] envelope = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      double cycles = 0.171 * i;
      envelope[i] = 1;
      phase[i] = cycles - StrictMath.rint(cycles);
      value[i] = StrictMath.cos(2 * StrictMath.PI * cycles);
    }
    long first = fromMicros / STEP;
    run.take(new AlignedBlock(tenant, "left", "x", first, value, phase, envelope));
    run.take(new AlignedBlock(tenant, "right", "x", first, value, phase, envelope));
    if (!withReference) {
      return;
    }
    long[] micros = new long[STEPS];
    for (int i = 0; i < STEPS; i++) {
      micros[i] = fromMicros + i * STEP + 900;
    }
    run.take(new ReferenceBlock(tenant, "ure", "/ure/tick", micros, new double[STEPS]));
  }

  private static void forgetLines(FuserRun run) {
    run.frames.clear();
    run.channels.clear();
    run.control.clear();
    run.evidence.clear();
  }

  private static long tell(int tenants, int entries, int timers, long begun) {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        Locale.ROOT,
        "%d tenants: %d entries of state, %d timers, heap %d MB, %.0f s%n",
        tenants,
        entries,
        timers,
        heap >> 20,
        (System.nanoTime() - begun) / 1e9);
    System.out.flush();
    return heap;
  }
}
