package lumen.fusion.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import lumen.event.Position;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.GridSteps;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.command.CommandReader;
import lumen.runtime.lines.OrderedLine;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;
import lumen.signal.fusion.UreValue;

/**
 * Aligned channels of four tenants, made from a seed: noisy oscillators with their own lags; one
 * falls silent for longer than a window and returns; one tenant ends early and returns much later,
 * one while the windows of its last frames are not yet over.
 */
final class AlignedRig {
  static final long G0 = 8_800_000_000L;
  static final long STEP_MICROS = 200_000;
  static final long STEPS = 900;

  private static final CommandReader<OperatorCommand> COMMANDS = OperatorCommandReader.standard();

  private final List<TenantInput> channels = new ArrayList<>();

  AlignedRig(long seed) {
    Random random = new Random(seed);
    add(random, "a", "left", 0, STEPS, 0);
    add(random, "a", "belt", 0, STEPS, 1.4);
    add(random, "a", "right", 0, 130, -0.8);
    add(random, "a", "right", 270, STEPS, -0.8);
    channels.add(reference(random, "a", "ure_coherence_level", 2));
    channels.add(reference(random, "a", "ure_harmony_index", 3));
    channels.add(reference(random, "a", "ure_hz", 2));
    channels.add(reference(random, "a", "ure_residual_entropy_last", 2));
    channels.add(ticks(random, "a"));
    for (int i = 0; i < 40; i++) {
      channels.add(
          new FactInput("a", "rig", "notes", "stage", micros(20L * i) + 33, "take " + i, i));
    }
    channels.add(
        command(
            "a", "01", 300, "\"type\":\"tick_limits\",\"min_tick_ms\":150,\"max_tick_ms\":300"));
    channels.add(command("a", "02", 500, "\"type\":\"weights\",\"ure\":0.8,\"sensors\":0.2"));
    channels.add(command("a", "02", 600, "\"type\":\"weights\",\"ure\":0.6,\"sensors\":0.2"));
    String adapt = "\"type\":\"adapt\",\"mode\":";
    channels.add(command("a", "03", 520, adapt + "\"fixed\",\"q\":0.002"));
    channels.add(command("a", "04", 600, adapt + "\"innovation\""));
    channels.add(command("a", "05", 700, adapt + "\"fixed\""));
    channels.add(command("a", "06", 800, adapt + "\"configured\""));
    add(random, "b", "left", 20, STEPS, 0);
    add(random, "b", "right", 40, STEPS, 2.2);
    add(random, "c", "left", 0, 150, 0);
    add(random, "c", "right", 0, 140, 1);
    add(random, "c", "left", 600, STEPS, 0);
    add(random, "c", "right", 610, STEPS, 1);
    add(random, "d", "left", 0, 150, 0);
    add(random, "d", "right", 0, 140, -0.6);
    add(random, "d", "left", 302, STEPS, 0);
    add(random, "d", "right", 303, STEPS, -0.6);
  }

  static long micros(long step) {
    return (G0 + step) * STEP_MICROS;
  }

  private void add(Random random, String tenant, String source, long from, long to, double lag) {
    int n = (int) (to - from);
    double[] value = new double[n];
    double[] phase = new double[n];
    double[] envelope = new double[n];
    double wander = 0;
    for (int i = 0; i < n; i++) {
      wander += 0.004 * random.nextGaussian();
      double cycles = 0.173 * (from + i - lag) + wander;
      envelope[i] = 1 + 0.3 * StrictMath.sin(0.05 * i) + 0.05 * random.nextDouble();
      phase[i] = random.nextInt(60) == 0 ? Double.NaN : cycles - Math.rint(cycles);
      value[i] = envelope[i] * StrictMath.cos(2 * Math.PI * cycles);
    }
    channels.add(new AlignedBlock(tenant, source, "x", G0 + from, value, phase, envelope));
  }

  private static ReferenceBlock reference(Random random, String tenant, String key, int everyS) {
    int n = (int) (STEPS / 5 / everyS / 2);
    long[] micros = new long[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      micros[i] = micros(5L * everyS * i) + 700;
      values[i] = 0.8 + 0.1 * random.nextDouble();
    }
    return new ReferenceBlock(tenant, "ure", key, micros, values);
  }

  /** A tick every 190 ms, jittered by a few milliseconds, of a rhythm that slows down. */
  private static ReferenceBlock ticks(Random random, String tenant) {
    int n = (int) (STEPS * 200 / 210);
    long[] micros = new long[n];
    double[] values = new double[n];
    double at = micros(3);
    for (int i = 0; i < n; i++) {
      at += 190_000 + 20_000.0 * i / n;
      micros[i] = Math.round(at + 2_000 * random.nextGaussian());
      values[i] = i;
    }
    return new ReferenceBlock(tenant, "ure", "/ure/tick", micros, values);
  }

  private static CommandInput command(String tenant, String id, long step, String says) {
    long at = micros(step) + 17;
    String json =
        "{\"id\":\"%s\",\"author\":\"test\",\"tenant\":\"%s\",\"effective_ts\":%d.%06d,%s}"
            .formatted(id, tenant, at / 1_000_000, at % 1_000_000, says);
    return CommandInput.of(
        COMMANDS.read(json).command().orElseThrow(), json, new Position("rig", step, 1 + step));
  }

  /** Everything there is. */
  List<TenantInput> whole() {
    return channels;
  }

  /** What lies in a span of steps, in random order. */
  List<TenantInput> between(long from, long to, Random random) {
    List<TenantInput> parts = new ArrayList<>();
    for (TenantInput channel : channels) {
      TenantInput part = part(channel, from, to);
      if (part != null) {
        parts.add(part);
      }
    }
    Collections.shuffle(parts, random);
    return parts;
  }

  private static TenantInput part(TenantInput input, long from, long to) {
    if (input instanceof AlignedBlock block) {
      return part(block, G0 + from, G0 + to);
    } else if (input instanceof ReferenceBlock block) {
      return part(block, micros(from), micros(to));
    }
    long at =
        input instanceof FactInput fact ? fact.micros() : ((CommandInput) input).effectiveMicros();
    return micros(from) <= at && at < micros(to) ? input : null;
  }

  private static AlignedBlock part(AlignedBlock block, long from, long to) {
    int a = (int) Math.max(0, Math.min(block.size(), from - block.firstStep()));
    int b = (int) Math.max(0, Math.min(block.size(), to - block.firstStep()));
    return a == b
        ? null
        : new AlignedBlock(
            block.tenant(),
            block.source(),
            block.key(),
            block.firstStep() + a,
            Arrays.copyOfRange(block.value(), a, b),
            Arrays.copyOfRange(block.phase(), a, b),
            Arrays.copyOfRange(block.envelope(), a, b));
  }

  private static ReferenceBlock part(ReferenceBlock block, long from, long to) {
    int a = at(block.micros(), from);
    int b = at(block.micros(), to);
    return a == b
        ? null
        : new ReferenceBlock(
            block.tenant(),
            block.source(),
            block.key(),
            Arrays.copyOfRange(block.micros(), a, b),
            Arrays.copyOfRange(block.values(), a, b));
  }

  private static int at(long[] micros, long time) {
    int i = Arrays.binarySearch(micros, time);
    return i < 0 ? -i - 1 : i;
  }

  /**
   * The frames that the mathematics alone makes of it, all at once and without an operator, and
   * without commands: their gains are null.
   */
  Map<String, List<OrderedLine>> frames(LumenSettings settings) {
    FusionSettings fusion = settings.fusionSettings();
    Map<String, List<OrderedLine>> frames = new TreeMap<>();
    for (String tenant : List.of("a", "b", "c", "d")) {
      TenantFusion mathematics = new TenantFusion(fusion, tenant);
      for (TenantInput input : channels) {
        if (input.tenant().equals(tenant)) {
          give(input, mathematics, settings);
        }
      }
      List<OrderedLine> lines = new ArrayList<>();
      mathematics.advance(
          Long.MAX_VALUE,
          frame -> lines.add(Outputs.FRAMES.form().ordered(frame, new GridSteps(fusion.grid()))),
          null);
      frames.put(tenant, lines);
    }
    return frames;
  }

  private static void give(TenantInput input, TenantFusion fusion, LumenSettings settings) {
    if (input instanceof AlignedBlock block) {
      fusion.align(
          new ChannelId(block.source(), block.key()),
          settings.source(block.source()).weight(),
          block.firstStep(),
          block.value(),
          block.phase(),
          block.envelope(),
          block.size());
    } else if (input instanceof ReferenceBlock block) {
      Optional<UreValue> which = UreValue.ofKey(block.key());
      for (int i = 0; which.isPresent() && i < block.micros().length; i++) {
        fusion.reference(which.get(), block.micros()[i], block.values()[i]);
      }
    }
  }
}
