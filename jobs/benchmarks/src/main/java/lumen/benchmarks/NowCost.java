package lumen.benchmarks;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.channel.AlignedSink;
import lumen.signal.channel.ChannelConditioner;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.fusion.ChannelId;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.NowFusion;
import lumen.signal.fusion.TenantFusion;
import lumen.signal.now.NowChannel;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.now.NowFigures;
import lumen.signal.now.NowSink;
import lumen.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code scripts/benchmark now-cost}: the processor time of what the aligner and the tenant's
 * operator compute, with figures of now and without, in turn, by the thread's own clock. What Flink
 * adds is the same for both and is left out.
 */
@Command(
    name = "now-cost",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what figures of now cost: processor time of conditioning and fusing channels with them",
      "and without, in turn, in one thread and without Flink."
    })
public final class NowCost implements Callable<Integer> {
  private static final long START = 1_760_000_000_000_000L;
  private static final long BLOCK_MICROS = 4_000_000;

  @Spec private CommandSpec spec;

  @Option(names = "--channels", paramLabel = "N", description = "Channels of the tenant [8].")
  private int channels = 8;

  @Option(names = "--rate", paramLabel = "HZ", description = "Samples a second of each [100].")
  private int rateHz = 100;

  @Option(names = "--minutes", paramLabel = "M", description = "Event time of a round [20].")
  private int minutes = 20;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each [7].")
  private int rounds = 7;

  private double unused;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new NowCost()).execute(args));
  }

  @Override
  public Integer call() {
    double warm = round(true) + round(false);
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      without.add(round(false));
      with.add(round(true));
      ratios.add(with.get(i) / without.get(i));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d channels at %d Hz, %d rounds: without now %s ns a sample, with it %s, %s times;"
            + " live at these rates %.2f %% of a core more%s%n",
        channels,
        rateHz,
        rounds,
        spread(without, "%.0f"),
        spread(with, "%.0f"),
        spread(ratios, "%.2f"),
        (median(with) - median(without)) * channels * rateHz / 1e7,
        warm + unused < 0 ? "." : "");
    out.flush();
    return ExitCode.OK;
  }

  private static double median(List<Double> of) {
    return of.stream().sorted().skip(of.size() / 2).findFirst().orElseThrow();
  }

  private static String spread(List<Double> of, String form) {
    double least = of.stream().min(Double::compare).orElseThrow();
    double most = of.stream().max(Double::compare).orElseThrow();
    return String.format(
        Locale.ROOT, form + " (" + form + " to " + form + ")", median(of), least, most);
  }

  /** Processor time of a round, ns a sample. */
  private double round(boolean now) {
    Random random = new Random(1);
    int perBlock = (int) (BLOCK_MICROS / 1_000_000 * rateHz);
    Tenant tenant = new Tenant(LumenSettings.defaults(), now);
    Channel[] all = new Channel[channels];
    for (int c = 0; c < channels; c++) {
      all[c] = new Channel(tenant, "ch" + c, now);
    }
    int blocks = minutes * 15;
    double[][] values = new double[channels][perBlock];
    long[] micros = new long[perBlock];
    long spent = 0;
    for (int b = 0; b < blocks; b++) {
      long from = START + b * BLOCK_MICROS;
      for (int i = 0; i < perBlock; i++) {
        micros[i] = from + i * 1_000_000L / rateHz;
        double s = (micros[i] - START) / 1e6;
        for (int c = 0; c < channels; c++) {
          values[c][i] =
              StrictMath.sin(2 * Math.PI * (0.9 * s + 0.03 * c)) + 0.1 * random.nextGaussian();
        }
      }
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int c = 0; c < channels; c++) {
        all[c].take(micros, values[c], perBlock, from + BLOCK_MICROS);
      }
      tenant.advance(from + BLOCK_MICROS);
      spent += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
    unused += tenant.sum;
    return (double) spent / ((long) blocks * perBlock * channels);
  }

  /** What the tenant's operator computes. */
  private static final class Tenant {
    private final LumenSettings settings;
    private final FusionSettings fusionSettings;
    private final long horizonMicros;
    private final TenantFusion fusion;
    private final NowFusion now;
    private double sum;

    Tenant(LumenSettings settings, boolean withNow) {
      this.settings = settings;
      fusionSettings = settings.fusionSettings();
      horizonMicros = fusionSettings.horizonMicros();
      fusion = new TenantFusion(fusionSettings, "t");
      Optional<NowChannelSettings> how = settings.now(withNow);
      now = how.map(of -> fusion.now(of.delayMicros())).orElse(null);
    }

    void advance(long frontier) {
      long step = fusion.nextStep();
      while (step != Long.MAX_VALUE && finalMicros(step) <= frontier) {
        formNow(finalMicros(step));
        fusion.advance(finalMicros(step), frame -> sum += frame.order(), null);
        step = fusion.nextStep();
      }
      formNow(frontier);
    }

    private void formNow(long before) {
      while (now != null
          && now.nextStep() != Long.MAX_VALUE
          && now.knownMicros(now.nextStep()) < before) {
        sum += now.process(now.nextStep()).streamsFresh();
      }
    }

    private long finalMicros(long step) {
      return fusionSettings.grid().ceilMicros(step) + horizonMicros;
    }
  }

  /** What the aligner computes of a channel. */
  private static final class Channel implements AlignedSink, NowSink {
    private final Tenant tenant;
    private final ChannelId id;
    private final NowChannel now;
    private final ChannelConditioner conditioner;
    private final long rebalanceMicros;
    private double[] value = new double[64];
    private double[] phase = new double[64];
    private double[] envelope = new double[64];
    private long first;
    private int size;

    Channel(Tenant tenant, String key, boolean withNow) {
      this.tenant = tenant;
      id = new ChannelId("s", key);
      ChannelSettings conditioning = tenant.settings.channelSettings("s");
      rebalanceMicros = (long) Math.rint(conditioning.rebalanceWindowS() * 1e6);
      now = tenant.settings.now(withNow).map(NowChannel::new).orElse(null);
      conditioner = new ChannelConditioner(conditioning, now);
    }

    void take(long[] micros, double[] values, int n, long frontier) {
      int from = 0;
      while (from < n) {
        int end = n;
        if (now != null) {
          now.arrives(micros[from], conditioner.newest(), rebalanceMicros, this);
          end = from + 1;
          while (end < n && micros[end] <= now.dueMicros()) {
            end++;
          }
        }
        conditioner.accept(micros, values, from, end, this);
        if (now != null) {
          now.arrived(micros[end - 1]);
        }
        from = end;
      }
      if (now != null) {
        now.runBefore(frontier, conditioner.newest(), this);
      }
      flush();
    }

    @Override
    public void accept(long step, double v, double p, double e) {
      if (now != null) {
        now.settle(step, v, p, e);
      }
      if (size == value.length || (size > 0 && step != first + size)) {
        flush();
      }
      if (size == 0) {
        first = step;
      }
      value[size] = v;
      phase[size] = p;
      envelope[size++] = e;
    }

    private void flush() {
      if (size > 0) {
        tenant.fusion.align(
            id,
            1,
            first,
            Arrays.copyOf(value, size),
            Arrays.copyOf(phase, size),
            Arrays.copyOf(envelope, size),
            size);
        size = 0;
      }
    }

    @Override
    public void accept(long step, double phaseCycles, double itsEnvelope, NowFigures account) {
      tenant.now.accept(
          id, 1, step, phaseCycles, itsEnvelope, account.p50(), account.p90(), account.plv());
    }
  }
}
