package lumen.signal.channel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.signal.channel.AlignedRecorder.Step;
import lumen.signal.clip.ClipSettings;
import lumen.signal.regularise.Interpolation;

/**
 * The conditioning of a whole recording at once, as the definitions read, with fractions of big
 * integers for time and no thought of speed: what the streaming conditioner is compared with.
 */
final class BatchConditioning {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  private final ChannelSettings settings;
  private final Samples samples;
  private final double[] clipped;
  private final List<Step> steps = new ArrayList<>();
  private int rate;

  private BatchConditioning(ChannelSettings settings, Samples samples) {
    this.settings = settings;
    this.samples = samples;
    this.clipped = new double[samples.size()];
  }

  static List<Step> of(ChannelSettings settings, Samples samples) {
    BatchConditioning batch = new BatchConditioning(settings, samples);
    int from = 0;
    for (int i = 1; i <= samples.size(); i++) {
      if (i == samples.size() || batch.interval(i) > settings.rebalanceWindowS() * 1e6) {
        batch.epoch(from, i);
        from = i;
      }
    }
    return batch.steps;
  }

  private long interval(int i) {
    return samples.micros()[i] - samples.micros()[i - 1];
  }

  /** From one joining to the next. */
  private void epoch(int from, int to) {
    for (int i = from; i < to; i++) {
      clipped[i] = clip(from, i);
    }
    int join = join(from, to);
    int begin = join;
    for (int i = join + 1; i <= to; i++) {
      if (i == to || interval(i) > settings.maxGapS() * 1e6) {
        segment(begin, i);
        begin = i;
      }
    }
  }

  private double clip(int from, int at) {
    ClipSettings clip = settings.clip();
    long after = samples.micros()[at] - clip.windowMicros();
    int first = at;
    while (first > from && samples.micros()[first - 1] > after) {
      first--;
    }
    double x = samples.values()[at];
    double[] s = Arrays.copyOfRange(samples.values(), first, at + 1);
    int n = s.length;
    if (clip.method() == ClipSettings.Method.NONE || n < clip.minSamples()) {
      return x;
    }
    Arrays.sort(s);
    if (clip.method() == ClipSettings.Method.QUANTILE) {
      double lo = s[(int) Math.floor(clip.pLow() * n)];
      double hi = s[Math.min(n - 1, (int) Math.floor(clip.pHigh() * n))];
      return Math.min(Math.max(x, lo), hi);
    }
    double median = (s[(n - 1) / 2] + s[n / 2]) / 2;
    double[] off = Arrays.stream(s).map(v -> Math.abs(v - median)).sorted().toArray();
    double mad = (off[(n - 1) / 2] + off[n / 2]) / 2;
    return Math.abs(x - median) > 3 * 1.4826 * mad ? median : x;
  }

  private int join(int from, int to) {
    if (!Double.isNaN(settings.rateHz())) {
      rate = integerRate(BigDecimal.valueOf(settings.rateHz()));
      return from;
    }
    long first = samples.micros()[from];
    double wait = settings.rateWaitS() * 1e6;
    int join = from;
    while (join < to && join - from < 64 && samples.micros()[join] - first < wait) {
      join++;
    }
    List<Long> intervals = new ArrayList<>();
    for (int i = from + 1; i <= Math.min(join, to - 1); i++) {
      if (samples.micros()[i] - first <= wait) {
        intervals.add(interval(i));
      }
    }
    intervals.sort(null);
    int n = intervals.size();
    rate = n == 0 ? leastRate() : integerRate(estimate(intervals));
    return Math.min(join, to);
  }

  private static BigDecimal estimate(List<Long> sorted) {
    int n = sorted.size();
    BigDecimal median = hz(2, sorted.get((n - 1) / 2) + sorted.get(n / 2));
    BigDecimal mean = hz(n, sorted.stream().mapToLong(Long::longValue).sum());
    return median.compareTo(mean.multiply(new BigDecimal(4))) > 0 ? mean : median;
  }

  private static BigDecimal hz(long count, long micros) {
    return new BigDecimal(count * 1_000_000)
        .divide(new BigDecimal(micros), 30, RoundingMode.HALF_EVEN);
  }

  private int leastRate() {
    return (int) Math.ceil(settings.grid().hz());
  }

  private int integerRate(BigDecimal hz) {
    BigDecimal nearest = hz.setScale(0, RoundingMode.HALF_EVEN);
    boolean near = nearest.subtract(hz).abs().compareTo(hz.multiply(new BigDecimal("0.02"))) <= 0;
    BigDecimal f = nearest.signum() > 0 && near ? nearest : hz.setScale(0, RoundingMode.CEILING);
    return Math.max(leastRate(), f.intValueExact());
  }

  /** k/F against a time: the sign of k 10^6 - t F. */
  private BigInteger after(BigInteger k, int i) {
    return k.multiply(MILLION)
        .subtract(BigInteger.valueOf(samples.micros()[i]).multiply(BigInteger.valueOf(rate)));
  }

  private void segment(int from, int to) {
    if (to - from < 2) {
      return;
    }
    BigInteger num = BigInteger.valueOf(settings.grid().num());
    BigInteger den = BigInteger.valueOf(settings.grid().den());
    BigInteger f = BigInteger.valueOf(rate);
    BigInteger k = BigInteger.valueOf(samples.micros()[from]).multiply(f).divide(MILLION);
    while (after(k, from).signum() < 0 || k.multiply(num).mod(f.multiply(den)).signum() != 0) {
      k = k.add(BigInteger.ONE);
    }
    long firstStep = k.multiply(num).divide(f.multiply(den)).longValueExact();
    List<Double> regular = new ArrayList<>();
    int i = from;
    for (; after(k, to - 1).signum() <= 0; k = k.add(BigInteger.ONE)) {
      while (i < to - 2 && after(k, i + 1).signum() > 0) {
        i++;
      }
      regular.add(between(k, i));
    }
    if (!regular.isEmpty()) {
      double offset = regular.get(0);
      double[] x = regular.stream().mapToDouble(v -> v - offset).toArray();
      bandPass(resample(x), firstStep + (rate == settings.grid().hz() ? 0 : 10));
    }
  }

  private double between(BigInteger k, int i) {
    BigInteger atNext = after(k, i + 1);
    if (atNext.signum() == 0) {
      return clipped[i + 1];
    }
    if (settings.interpolation() == Interpolation.PREVIOUS) {
      return clipped[i];
    }
    double a =
        new BigDecimal(after(k, i))
            .divide(
                new BigDecimal(interval(i + 1)).multiply(new BigDecimal(rate)),
                30,
                RoundingMode.HALF_EVEN)
            .doubleValue();
    return clipped[i] + a * (clipped[i + 1] - clipped[i]);
  }

  private double[] resample(double[] x) {
    long common =
        BigInteger.valueOf(settings.grid().num()).gcd(BigInteger.valueOf(rate)).longValueExact();
    int up = (int) (settings.grid().num() / common);
    int down = (int) (rate / common * settings.grid().den());
    if (down == 1) {
      return x;
    }
    int half = 10 * down;
    double[] h = new double[2 * half + 1];
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      double n = (double) (i - half) / down;
      h[i] = (n == 0 ? 1 : StrictMath.sin(Math.PI * n) / (Math.PI * n)) * kaiser(n / 10);
      sum += h[i];
    }
    List<Double> y = new ArrayList<>();
    for (int m = 10; m * down + half <= (x.length - 1) * up; m++) {
      double total = 0;
      for (int i = 0; i < x.length; i++) {
        int tap = m * down - i * up + half;
        total += tap >= 0 && tap < h.length ? x[i] * h[tap] / sum * up : 0;
      }
      y.add(total);
    }
    return y.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void bandPass(double[] x, long first) {
    int taps = settings.band().taps();
    int half = taps / 2;
    double[] window = new double[taps];
    double[] re = new double[taps];
    double[] im = new double[taps];
    double low = 2 * Math.PI * settings.band().lowHz() / settings.grid().hz();
    double high = 2 * Math.PI * settings.band().highHz() / settings.grid().hz();
    double sum = 0;
    double slope = 0;
    double squares = 0;
    for (int i = 0; i < taps; i++) {
      int n = i - half;
      window[i] = kaiser((double) n / half);
      double scale = window[i] / (n == 0 ? 1 : Math.PI * n);
      re[i] = scale * (n == 0 ? (high - low) / Math.PI : Math.sin(high * n) - Math.sin(low * n));
      im[i] = scale * (n == 0 ? 0 : Math.cos(low * n) - Math.cos(high * n));
      sum += re[i];
      slope += n * im[i];
      squares += (double) n * n * window[i];
    }
    double scale = sum / Arrays.stream(window).sum();
    for (int g = half; g + half < x.length; g++) {
      double a = 0;
      double b = 0;
      double largest = 0;
      for (int n = -half; n <= half; n++) {
        double v = x[g - n];
        a += v * (re[n + half] - scale * window[n + half]);
        b += v * (im[n + half] - slope / squares * n * window[n + half]);
        largest = Math.max(largest, Math.abs(v));
      }
      double modulus = Math.hypot(a, b);
      boolean noise = modulus <= 1e-7 * largest;
      double phase = noise ? Double.NaN : Math.atan2(b, a) / (2 * Math.PI);
      steps.add(new Step(first + g, noise ? 0 : a, phase, noise ? 0 : modulus));
    }
  }

  private static double kaiser(double u) {
    return besselI0(5 * Math.sqrt(Math.max(0, 1 - u * u))) / besselI0(5);
  }

  /** I0 as the mean of e^(x cos t) over a period: the trapezoidal rule converges at once. */
  private static double besselI0(double x) {
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += Math.exp(x * Math.cos(2 * Math.PI * i / 64));
    }
    return sum / 64;
  }
}
